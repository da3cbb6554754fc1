/* The loop of a tabulated machine: UTF-8 bytes in, UTF-8 bytes out, one table lookup a character.

   Everything else is Python. A machine file (translit/machine/file.py says what is in it) is checked here from end to
   end before its first use, so that the loop needs no checks of its own. */

#ifndef WITHOUT_GIL /* a Python without a lock has no limited API before 3.15 */
#define Py_LIMITED_API 0x030B0000
#endif
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Threads may use what others make at the same time, also those that no lock of Python keeps apart. */
#ifdef _MSC_VER
#include <intrin.h>
#define SHARE(count) _InterlockedIncrement(count)
#define UNSHARE(count) _InterlockedDecrement(count)
#define PUBLISHED(place) _InterlockedCompareExchangePointer((void *volatile *)(place), NULL, NULL)
#define PUBLISH(place, made) (_InterlockedCompareExchangePointer((void *volatile *)(place), made, NULL) == NULL)
#else
#define SHARE(count) __atomic_add_fetch(count, 1, __ATOMIC_RELAXED)
#define UNSHARE(count) __atomic_sub_fetch(count, 1, __ATOMIC_ACQ_REL)
#define PUBLISHED(place) __atomic_load_n(place, __ATOMIC_ACQUIRE)
#define PUBLISH(place, made)                                                                                           \
    __atomic_compare_exchange_n(place, &(Outputs *){NULL}, made, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)
#endif

#define FORMAT 2
#define HEADER 52
#define KINDS 7        /* classes 0 to 6: upper, lower, caseless, none of these, invisible, direction, low mark */
#define NO_LETTER 3
#define CODE_POINTS 0x110000
#define INLINE 8       /* bytes of output that fit into a step */
#define LONGEST 0xFFFF /* bytes of output of one step */
#define WIDEST 4       /* bytes of one character */
#define PARTS 4        /* of a composed character */
#define MAX_STEPS (1u << 24)
#define GIL_WORTH 32768
#define BLOCK 32768 /* characters of a str converted at a time, in memory that is still warm */

#define LONG 0xFF
#define SPELLED UINT32_MAX /* for the number of a piece: read the parts of the character */

/* What a machine does with a character in a state. All of it lies side by side, so that one load waits for another no
   longer than it must: where the next row begins is what the next step waits for. */
typedef struct {
    uint32_t next;        /* the row to go to, in bytes */
    uint8_t text[INLINE]; /* the output; if LONG, its number among the pieces */
    uint8_t length;       /* or LONG */
    uint8_t total;        /* with the character, if that follows and is as long as its column says; or LONG */
    uint8_t copy;         /* 1 if the character itself follows */
} Step;

typedef struct {
    uint32_t start, length;
} Piece;

/* Outputs in one encoding: UTF-8 for bytes; UTF-16, which Python makes and takes faster, for str. */
typedef struct {
    size_t widest; /* bytes that one step, or the end, can write */
    Step *steps;
    Piece *pieces; /* all outputs */
    Piece *owed;   /* of each state; they stand behind the outputs */
    uint8_t *pool;
} Outputs;

typedef struct {
    uint32_t point, parts[PARTS]; /* zeros behind the last part */
} Composed;

typedef struct {
    uint32_t classes, states, outputs, pool_size;
    uint32_t width;     /* of a row: all composed characters have one class more */
    uint32_t spelled;   /* how many they are */
    Composed *composed; /* in the order of their code points */
    uint32_t row_size;  /* in bytes */
    uint32_t *columns;  /* of two bytes of UTF-8: where the steps of a character of one or two stand in a row, in bytes */
    uint16_t *class_of; /* of every code point; 0 and NO_LETTER trade places, so that most of it stays untouched */
    Outputs narrow;
    Outputs *wide; /* made by the first thread that needs it, and never changed then */
    uint16_t *chosen; /* the output of every step */
} Machine;

typedef struct {
    uint32_t row;
    size_t invalid;
} Progress;

typedef struct {
    uint8_t *out;
    uint32_t row;
} Place;

static uint32_t number(const uint8_t *at) {
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* Return the length of the character at `at`; 0 if it is not UTF-8, -1 if it is cut off by the end. */
static int decode(const uint8_t *at, const uint8_t *end, uint32_t *point) {
    uint8_t lead = *at;
    size_t left = (size_t)(end - at);
    uint8_t low = 0x80, high = 0xBF;
    int length;
    if (lead < 0x80) {
        *point = lead;
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    if (lead < 0xE0) {
        length = 2;
        *point = lead & 0x1F;
    } else if (lead < 0xF0) {
        length = 3;
        *point = lead & 0x0F;
        if (lead == 0xE0)
            low = 0xA0;
        if (lead == 0xED)
            high = 0x9F;
    } else {
        length = 4;
        *point = lead & 0x07;
        if (lead == 0xF0)
            low = 0x90;
        if (lead == 0xF4)
            high = 0x8F;
    }
    for (int i = 1; i < length; i++) {
        if ((size_t)i == left)
            return -1;
        if (at[i] < low || at[i] > high)
            return 0;
        *point = *point << 6 | (at[i] & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    return length;
}

static size_t encode(uint32_t point, uint8_t *out) {
    static const uint8_t leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, point >>= 6)
        out[i] = (uint8_t)(0x80 | (point & 0x3F));
    out[0] = (uint8_t)(leads[length] | point);
    return length;
}

static size_t encode_wide(uint32_t point, uint8_t *out) {
    uint16_t unit[2] = {(uint16_t)point};
    if (point >= 0x10000) {
        unit[0] = (uint16_t)(0xD800 | (point - 0x10000) >> 10);
        unit[1] = (uint16_t)(0xDC00 | (point & 0x3FF));
    }
    size_t length = point < 0x10000 ? 2 : 4;
    memcpy(out, unit, length);
    return length;
}

static int compare_composed(const void *one, const void *other) {
    uint32_t left = ((const Composed *)one)->point, right = ((const Composed *)other)->point;
    return (left > right) - (left < right);
}

static inline const Step *step_of(const Outputs *outputs, uint32_t row, uint32_t class) {
    return (const Step *)((const uint8_t *)outputs->steps + row) + class;
}

static Place put_long(const Machine *machine, const Outputs *outputs, const Step *step, uint32_t point, Place place);

/* Write what a step says, the character itself not included; `place.row` is where it leads. */
static inline Place put(const Machine *machine, const Outputs *outputs, const Step *step, uint32_t point, Place place) {
    place.row = step->next;
    if (step->length == LONG)
        return put_long(machine, outputs, step, point, place);
    memcpy(place.out, step->text, INLINE); /* more than is wanted, but at once */
    place.out += step->length;
    return place;
}

static Place put_long(const Machine *machine, const Outputs *outputs, const Step *step, uint32_t point, Place place) {
    uint32_t chosen = number(step->text);
    if (chosen != SPELLED) {
        Piece piece = outputs->pieces[chosen];
        memcpy(place.out, outputs->pool + piece.start, piece.length);
        place.out += piece.length;
        return place;
    }
    const Composed key = {point, {0}};
    const Composed *composed = bsearch(&key, machine->composed, machine->spelled, sizeof(Composed), compare_composed);
    for (int i = 0; i < PARTS && composed->parts[i]; i++) {
        uint32_t part = composed->parts[i];
        step = step_of(outputs, place.row, machine->class_of[part]);
        place = put(machine, outputs, step, part, place);
        if (step->copy)
            place.out += outputs == machine->wide ? encode_wide(part, place.out) : encode(part, place.out);
    }
    return place;
}

/* Do the step of a character that stands at `at`. */
static inline Place step_over(const Machine *machine, const Outputs *outputs, uint32_t point, uint32_t class,
                              const uint8_t *at, size_t length, Place place) {
    const Step *step = step_of(outputs, place.row, class);
    place = put(machine, outputs, step, point, place);
    if (step->copy) {
        memcpy(place.out, at, length);
        place.out += length;
    }
    return place;
}

#include "_plain.h"

/* Run until the input ends, is cut off inside a character, or the room for output (`widest` at least) ends. */
static void run(const Machine *machine, Progress *progress, const uint8_t **in, const uint8_t *end, int final,
                uint8_t **written, const uint8_t *room) {
    const uint8_t *at = *in;
    const Outputs *outputs = &machine->narrow;
    const uint8_t *full = room - outputs->widest;
    Place place = {*written, progress->row};
    size_t wait = 0;
    while (at < end && place.out <= full) {
        if (wait-- == 0) {
            place = run_plain(machine, place, &at, end, full);
            wait = ENOUGH;
            continue;
        }
        uint32_t point = 0, class = 0;
        int length = decode(at, end, &point);
        if (length < 0 && !final)
            break;
        if (length > 0) {
            class = machine->class_of[point];
        } else {
            progress->invalid++;
            length = 1;
        }
        place = step_over(machine, outputs, point, class, at, (size_t)length, place);
        at += length;
    }
    progress->row = place.row;
    *in = at;
    *written = place.out;
}

/* The same over the UTF-16 of this machine, which is valid and whole. */
static void run_wide(const Machine *machine, Progress *progress, const uint8_t **in, const uint8_t *end, int final,
                     uint8_t **written, const uint8_t *room) {
    (void)final;
    const uint8_t *at = *in, *steps = (const uint8_t *)machine->wide->steps;
    uint8_t *out = *written;
    size_t row = progress->row;
    const Outputs *outputs = machine->wide;
    const uint8_t *full = room - outputs->widest;
    const uint16_t *class_of = machine->class_of;
    while (at < end && out <= full) {
        uint16_t unit, second;
        memcpy(&unit, at, 2);
        uint32_t point = unit, class;
        size_t length = 2;
        if (unit >> 10 == 0x36) {
            memcpy(&second, at + 2, 2);
            point = 0x10000 + ((unit & 0x3FFu) << 10 | (second & 0x3FFu));
            length = 4;
        }
        class = class_of[point];
        if (length == 4 || !step_at_once(steps + class * sizeof(Step), &row, &out, at, 2)) {
            Place place = step_over(machine, outputs, point, class, at, length, (Place){out, (uint32_t)row});
            out = place.out;
            row = place.row;
        }
        at += length;
    }
    progress->row = (uint32_t)row;
    *in = at;
    *written = out;
}

static void outputs_free(Outputs *outputs) {
    free(outputs->steps);
    free(outputs->pieces);
    free(outputs->pool);
}

static void machine_free(Machine *machine) {
    free(machine->composed);
    free(machine->columns);
    free(machine->class_of);
    free(machine->chosen);
    outputs_free(&machine->narrow);
    if (machine->wide != NULL)
        outputs_free(machine->wide);
    free(machine->wide);
}

/* Put an output into a step, if it is short, or where to find it; `width` is that of a character that follows. */
static void fill(Step *step, const Outputs *outputs, uint32_t output, size_t width) {
    Piece piece = outputs->pieces[output];
    if (piece.length <= INLINE) {
        step->length = (uint8_t)piece.length;
        step->total = (uint8_t)(piece.length + (step->copy ? width : 0));
        memcpy(step->text, outputs->pool + piece.start, piece.length);
    } else {
        step->length = step->total = LONG;
        for (int byte = 0; byte < 4; byte++)
            step->text[byte] = (uint8_t)(output >> (8 * byte));
    }
}

/* Make the outputs in UTF-16 from those in UTF-8, once; return 0 if there is no memory for them. */
static int widen(Machine *machine) {
    if (PUBLISHED(&machine->wide) != NULL)
        return 1;
    const Outputs *narrow = &machine->narrow;
    Outputs wide = {narrow->widest * 2, NULL, NULL, NULL, NULL};
    size_t pieces = (size_t)machine->outputs + machine->states, cells = (size_t)machine->states * machine->width;
    size_t size = 0;
    for (size_t i = 0; i < pieces; i++)
        size += narrow->pieces[i].length;
    wide.pool = malloc(2 * size + 1);
    wide.pieces = malloc(pieces * sizeof(Piece));
    wide.steps = calloc(cells, sizeof(Step));
    if (!wide.pool || !wide.pieces || !wide.steps || size > UINT32_MAX / 2) {
        outputs_free(&wide);
        return 0;
    }
    uint8_t *out = wide.pool;
    for (size_t i = 0; i < pieces; i++) {
        const uint8_t *at = narrow->pool + narrow->pieces[i].start, *end = at + narrow->pieces[i].length;
        wide.pieces[i].start = (uint32_t)(out - wide.pool);
        while (at < end) {
            uint32_t point;
            at += decode(at, end, &point);
            out += encode_wide(point, out);
        }
        wide.pieces[i].length = (uint32_t)(out - wide.pool) - wide.pieces[i].start;
    }
    wide.owed = wide.pieces + machine->outputs;
    for (size_t i = 0; i < cells; i++) {
        wide.steps[i] = narrow->steps[i];
        if (i % machine->width != machine->classes)
            fill(wide.steps + i, &wide, machine->chosen[i], 2);
    }
    Outputs *made = malloc(sizeof(Outputs));
    if (made != NULL)
        *made = wide;
    if (made == NULL || !PUBLISH(&machine->wide, made)) {
        outputs_free(&wide);
        free(made);
    }
    return made != NULL;
}

static int sound_piece(const Machine *machine, Piece piece) {
    if (piece.length > LONGEST || piece.start > machine->pool_size ||
        piece.length > machine->pool_size - piece.start)
        return 0;
    const uint8_t *at = machine->narrow.pool + piece.start, *end = at + piece.length;
    while (at < end) {
        uint32_t point;
        int length = decode(at, end, &point);
        if (length <= 0)
            return 0;
        at += length;
    }
    return 1;
}

/* Fill in the class of every code point: the runs of kinds, then the characters with a class of their own. */
static int load_classes(Machine *machine, const uint8_t *characters, const uint8_t *runs, const uint8_t *end) {
    static const uint16_t kind_class[8] = {NO_LETTER, 1, 2, 0, 4, 5, 6};
    size_t point = 0;
    while (runs < end) {
        uint32_t run = 0;
        int shift = 0;
        uint8_t byte;
        do {
            if (runs == end || shift > 21)
                return 0;
            byte = *runs++;
            run |= (uint32_t)(byte & 0x7F) << shift;
            shift += 7;
        } while (byte & 0x80);
        uint32_t kind = run & 7;
        uint16_t class = kind_class[kind];
        run >>= 3;
        if (kind >= KINDS || run > CODE_POINTS - point)
            return 0;
        for (size_t i = 0; class && i < run; i++)
            machine->class_of[point + i] = class;
        point += run;
    }
    if (point != CODE_POINTS)
        return 0;
    for (uint32_t class = KINDS; class < machine->classes; class++) {
        uint32_t character = number(characters + 4 * (size_t)(class - KINDS));
        if (character >= CODE_POINTS)
            return 0;
        machine->class_of[character] = (uint16_t)class;
    }
    return 1;
}

/* Take in the composed characters and their parts, none of which is composed itself. */
static int load_composed(Machine *machine, const uint8_t *at) {
    for (uint32_t i = 0; i < machine->spelled; i++) {
        Composed *composed = machine->composed + i;
        composed->point = number(at);
        if (composed->point >= CODE_POINTS || (i > 0 && composed->point <= composed[-1].point))
            return 0;
        machine->class_of[composed->point] = (uint16_t)machine->classes;
        for (int part = 0; part < PARTS; part++)
            composed->parts[part] = number(at += 4);
        at += 4;
    }
    for (uint32_t i = 0; i < machine->spelled; i++)
        for (int part = 0; part < PARTS; part++) {
            uint32_t point = machine->composed[i].parts[part];
            if (point >= CODE_POINTS || machine->class_of[point] == machine->classes)
                return 0;
        }
    return 1;
}

/* Take in a machine file; return what is wrong with it, or NULL. */
static const char *machine_load(Machine *machine, const uint8_t *content, size_t size) {
    if (size < HEADER || memcmp(content, "TRLM", 4) != 0)
        return "not a machine file";
    if (number(content + 4) != FORMAT)
        return "another version of the machine file format";
    machine->classes = number(content + 24);
    machine->states = number(content + 28);
    size_t classes = machine->classes, states = machine->states, outputs = number(content + 32);
    machine->pool_size = number(content + 36);
    size_t runs_size = number(content + 40), spelled = number(content + 44), width = classes + 1 + 2 * KINDS;
    if (classes < KINDS || classes >= 0xFFFF || states < 1 || outputs < 1 || outputs > 0x10000 ||
        (uint64_t)width * states > MAX_STEPS || spelled > CODE_POINTS)
        return "impossible sizes";
    uint64_t expected = HEADER + 4 * (uint64_t)(classes - KINDS) + sizeof(Composed) * (uint64_t)spelled + 8 * (uint64_t)(outputs + states) +
                        4 * (uint64_t)states * classes + runs_size + machine->pool_size;
    if (expected != size)
        return "sizes that do not add up";
    const uint8_t *characters = content + HEADER;
    const uint8_t *composed = characters + 4 * (classes - KINDS);
    const uint8_t *places = composed + sizeof(Composed) * spelled;
    const uint8_t *rows = places + 8 * (outputs + states);
    const uint8_t *runs = rows + 4 * states * classes;
    const uint8_t *pool = runs + runs_size;

    Outputs *narrow = &machine->narrow;
    machine->outputs = (uint32_t)outputs;
    machine->width = (uint32_t)width;
    machine->spelled = (uint32_t)spelled;
    machine->composed = malloc((spelled + 1) * sizeof(Composed));
    machine->columns = calloc(0x10000, sizeof(uint32_t));
    machine->row_size = (uint32_t)(width * sizeof(Step));
    machine->class_of = calloc(CODE_POINTS, sizeof(uint16_t));
    machine->chosen = malloc(states * width * sizeof(uint16_t));
    narrow->steps = calloc(states * width, sizeof(Step));
    narrow->pieces = calloc(outputs + states, sizeof(Piece));
    narrow->pool = malloc((size_t)machine->pool_size + 1);
    if (!machine->composed || !machine->columns || !machine->class_of || !machine->chosen || !narrow->steps || !narrow->pieces || !narrow->pool)
        return "";
    memcpy(narrow->pool, pool, machine->pool_size);
    if (!load_classes(machine, characters, runs, pool) || !load_composed(machine, composed))
        return "characters out of range";

    size_t longest = INLINE;
    for (size_t i = 0; i < outputs + states; i++) {
        Piece piece = {number(places + 8 * i), number(places + 8 * i + 4)};
        if (!sound_piece(machine, piece))
            return "an output out of range";
        narrow->pieces[i] = piece;
        if (piece.length > longest)
            longest = piece.length;
    }
    narrow->widest = PARTS * (longest + WIDEST);
    narrow->owed = narrow->pieces + outputs;
    for (size_t i = 0; i < states * classes; i++) {
        uint32_t cell = number(rows + 4 * i);
        uint32_t target = cell & 0x7FFF, copy = cell >> 15 & 1, output = cell >> 16;
        if (target >= states || output >= outputs)
            return "a step out of range";
        size_t class = i % classes;
        size_t column = i / classes * width + (class == 0 ? NO_LETTER : class == NO_LETTER ? 0 : class);
        narrow->steps[column] = (Step){.next = target * machine->row_size, .copy = (uint8_t)copy};
        machine->chosen[column] = (uint16_t)output;
        fill(narrow->steps + column, narrow, output, class < KINDS ? 1 : encode(number(characters + 4 * (class - KINDS)), (uint8_t[WIDEST]){0}));
    }
    for (size_t row = 0; row < states; row++) {
        Step *steps = narrow->steps + row * width;
        steps[classes] = (Step){(uint32_t)row * machine->row_size, {0xFF, 0xFF, 0xFF, 0xFF}, LONG, LONG, 0};
        for (size_t column = classes + 1; column < width; column++) {
            size_t kind = (column - classes - 1) % KINDS;
            steps[column] = steps[kind];
            machine->chosen[row * width + column] = machine->chosen[row * width + kind];
            fill(steps + column, narrow, machine->chosen[row * width + kind], column < classes + 1 + KINDS ? 2 : 3);
        }
    }
    load_columns(machine);
    return NULL;
}

/* Convert all there is, into memory that the caller frees; NULL if there is not enough. */
static uint8_t *run_all(const Machine *machine, int wide, Progress *progress, const uint8_t **in, const uint8_t *end,
                        int final, size_t *written) {
    const Outputs *outputs = wide ? machine->wide : &machine->narrow;
    const uint8_t *start = *in;
    size_t input = (size_t)(end - start), used = 0;
    size_t size = input + input / 8 + outputs->widest + BLOCKED * MOST;
    uint8_t *output = input < PY_SSIZE_T_MAX / 4 ? malloc(size) : NULL;
    while (output != NULL) {
        uint8_t *out = output + used;
        (wide ? run_wide : run)(machine, progress, in, end, final, &out, output + size);
        used = (size_t)(out - output);
        if (size - used >= outputs->widest)
            break;
        /* What is left is likely written at the length it had so far; never grow by little. */
        double share = (double)used / (double)(*in > start ? *in - start : 1);
        size = used + used / 4 + (size_t)((double)(end - *in) * share) + outputs->widest + 4096;
        uint8_t *grown = size < PY_SSIZE_T_MAX / 4 ? realloc(output, size) : NULL;
        if (grown == NULL)
            free(output);
        output = grown;
    }
    if (output != NULL && final) {
        Piece piece = outputs->owed[progress->row / machine->row_size];
        memcpy(output + used, outputs->pool + piece.start, piece.length);
        used += piece.length;
        progress->row = 0;
    }
    *written = used;
    return output;
}

#ifndef FUZZING

typedef struct {
    PyObject_HEAD
    Machine machine;
} MachineObject;

#include "_arrow.h"

static PyObject *machine_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"content", NULL};
    const char *content;
    Py_ssize_t size;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "y#:Machine", names, &content, &size))
        return NULL;
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    MachineObject *self = (MachineObject *)allocate(type, 0);
    if (self == NULL)
        return NULL;
    const char *fault = machine_load(&self->machine, (const uint8_t *)content, (size_t)size);
    if (fault != NULL) {
        Py_DECREF(self);
        return *fault ? PyErr_Format(PyExc_ValueError, "%s", fault) : PyErr_NoMemory();
    }
    return (PyObject *)self;
}

static void machine_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    machine_free(&((MachineObject *)self)->machine);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static uint8_t *run_unlocked(const Machine *machine, int wide, Progress *progress, const uint8_t **in,
                             const uint8_t *end, int final, size_t *written) {
    uint8_t *output;
    if (end - *in < GIL_WORTH) {
        output = run_all(machine, wide, progress, in, end, final, written);
    } else {
        Py_BEGIN_ALLOW_THREADS
        output = run_all(machine, wide, progress, in, end, final, written);
        Py_END_ALLOW_THREADS
    }
    if (output == NULL)
        PyErr_NoMemory();
    return output;
}

static PyObject *machine_run(PyObject *object, PyObject *args) {
    const Machine *machine = &((MachineObject *)object)->machine;
    const char *data;
    Py_ssize_t size, state;
    int final;
    if (!PyArg_ParseTuple(args, "y#np:run", &data, &size, &state, &final))
        return NULL;
    if (state < 0 || (size_t)state >= machine->states) {
        PyErr_SetString(PyExc_ValueError, "no such state");
        return NULL;
    }
    Progress progress = {(uint32_t)state * machine->row_size, 0};
    const uint8_t *start = (const uint8_t *)data, *in = start;
    size_t written;
    uint8_t *output = run_unlocked(machine, 0, &progress, &in, start + size, final, &written);
    if (output == NULL)
        return NULL;
    PyObject *result = Py_BuildValue("y#nnn", (char *)output, (Py_ssize_t)written,
                                     (Py_ssize_t)(progress.row / machine->row_size), (Py_ssize_t)(in - start),
                                     (Py_ssize_t)progress.invalid);
    free(output);
    return result;
}

static PyObject *convert_block(const Machine *machine, Progress *progress, PyObject *text, int final) {
    int wide = 1, little = *(const uint8_t *)&(const uint16_t){1}, order = little ? -1 : 1;
    PyObject *encoded = PyUnicode_AsUTF16String(text);
    if (encoded == NULL && PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) {
        /* Two lone surrogates side by side would be read as one character in UTF-16. */
        PyErr_Clear();
        wide = 0;
        encoded = PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass");
    }
    if (encoded == NULL)
        return NULL;
    const uint8_t *in = (const uint8_t *)PyBytes_AsString(encoded), *end = in + PyBytes_Size(encoded);
    if (wide)
        in += 2; /* the byte order mark that the encoder begins with */
    size_t written;
    uint8_t *output = run_unlocked(machine, wide, progress, &in, end, final, &written);
    Py_DECREF(encoded);
    if (output == NULL)
        return NULL;
    PyObject *result = wide ? PyUnicode_DecodeUTF16((char *)output, (Py_ssize_t)written, NULL, &order)
                            : PyUnicode_DecodeUTF8((char *)output, (Py_ssize_t)written, "surrogatepass");
    free(output);
    return result;
}

static PyObject *machine_convert(PyObject *object, PyObject *text) {
    Machine *machine = &((MachineObject *)object)->machine;
    Py_ssize_t length = PyUnicode_GetLength(text);
    if (length < 0)
        return NULL;
    if (!widen(machine))
        return PyErr_NoMemory();
    Progress progress = {0, 0};
    if (length <= BLOCK)
        return convert_block(machine, &progress, text, 1);
    PyObject *result = NULL, *nothing = PyUnicode_FromString(""), *blocks = PyList_New(0);
    for (Py_ssize_t start = 0; blocks != NULL && start < length; start += BLOCK) {
        PyObject *part = PyUnicode_Substring(text, start, start + BLOCK);
        PyObject *block = part ? convert_block(machine, &progress, part, start + BLOCK >= length) : NULL;
        if (block == NULL || PyList_Append(blocks, block) < 0)
            Py_CLEAR(blocks);
        Py_XDECREF(part);
        Py_XDECREF(block);
    }
    if (nothing != NULL && blocks != NULL)
        result = PyUnicode_Join(nothing, blocks);
    Py_XDECREF(nothing);
    Py_XDECREF(blocks);
    return result;
}

static PyMethodDef machine_methods[] = {
    {"run", machine_run, METH_VARARGS,
     "run(data, state, final) -> (output, state, used, invalid)\n\n"
     "Read UTF-8 bytes in a state. `used` is less than all only if the data ends inside a character and is not\n"
     "`final`; what the last state owes is written if it is. `invalid` counts the bytes that are not UTF-8: they\n"
     "are copied. Raises ValueError for a state that is not."},
    {"convert", machine_convert, METH_O, "convert(text) -> str\n\nRun a whole text."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot machine_slots[] = {
    {Py_tp_doc, "Machine(content)\n\nA machine file made ready to run; raises ValueError if it is corrupt."},
    {Py_tp_new, machine_new},
    {Py_tp_dealloc, machine_dealloc},
    {Py_tp_methods, machine_methods},
    {0, NULL},
};

static PyType_Spec machine_spec = {
    .name = "translit.machine._loop.Machine",
    .basicsize = sizeof(MachineObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = machine_slots,
};

static int module_exec(PyObject *module) {
    PyObject *type = PyType_FromSpec(&machine_spec);
    if (type == NULL)
        return -1;
    int status = PyModule_AddObjectRef(module, "Machine", type);
    Py_DECREF(type);
    type = status < 0 ? NULL : PyType_FromSpec(&rows_spec);
    if (type == NULL)
        return -1;
    status = PyModule_AddObjectRef(module, "Rows", type);
    Py_DECREF(type);
    type = status < 0 ? NULL : PyType_FromSpec(&folding_spec);
    if (type == NULL)
        return -1;
    status = PyModule_AddObjectRef(module, "Folding", type);
    Py_DECREF(type);
    return status < 0 || PyModule_AddIntConstant(module, "FORMAT", FORMAT) < 0 ? -1 : 0;
}

/* Python 3.11, for which this is compiled, has no name for this yet, and takes no slot that it does not know. Nothing
   here is shared between interpreters: each makes its own type, and each machine belongs to one. */
#ifndef Py_mod_multiple_interpreters
#define Py_mod_multiple_interpreters 3
#define Py_MOD_PER_INTERPRETER_GIL_SUPPORTED ((void *)2)
#endif
#define FIRST_WITH_SEVERAL_GILS 0x030C0000

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, module_exec},
    {0, NULL},
};

static PyModuleDef_Slot module_slots_apart[] = {
    {Py_mod_exec, module_exec},
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#ifdef WITHOUT_GIL
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL},
};

#define MODULE(slots)                                                                                                  \
    {                                                                                                                  \
        .m_base = PyModuleDef_HEAD_INIT, .m_name = "translit.machine._loop",                                           \
        .m_doc = "The loop of a tabulated machine, compiled.", .m_size = 0, .m_methods = arrow_functions,              \
        .m_slots = slots,                                                                                              \
    }

static struct PyModuleDef module = MODULE(module_slots), module_apart = MODULE(module_slots_apart);

PyMODINIT_FUNC PyInit__loop(void) {
    return PyModuleDef_Init(Py_Version < FIRST_WITH_SEVERAL_GILS ? &module : &module_apart);
}

#endif
