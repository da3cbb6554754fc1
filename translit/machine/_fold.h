/* Keys: a text in small letters, run through one machine after the other, its words apart.

   Included by _arrow.h. Whatever is not plainly one small letter for one letter is left to Python. */

#define PLANE 0x10000   /* code points that the tables of a folding tell of */
#define PICTURES 0x1F300 /* behind the plane only pictures are known: no letters, and they stay what they are */
#define PICTURES_END 0x1FB00
#define MOST_PASSES 16

typedef struct {
    size_t count;
    const Machine *machines[MOST_PASSES];
    int digits_first; /* the first machine is for texts with digits alone */
    uint16_t *small;  /* of each code point its small letter; 0: Python is asked */
    uint8_t *word;    /* whether it is of words */
} Folding;

enum { FOLDED, ASK, NO_ROOM };

/* Write what a machine owes at the end, where there is room for a step. */
static void put_owed(const Machine *machine, uint32_t row, Written *written) {
    Piece piece = machine->narrow.owed[row / machine->row_size];
    memcpy(written->bytes + written->used, machine->narrow.pool + piece.start, piece.length);
    written->used += piece.length;
}

static int has_digits(const uint8_t *at, size_t size) {
    int found = 0;
    for (size_t i = 0; i < size; i++)
        found |= (uint8_t)(at[i] - '0') < 10;
    return found;
}

/* Write what a machine makes of a text in small letters. */
static int put_small(const Folding *folding, const Machine *machine, const uint8_t *at, const uint8_t *end, Written *written) {
    const Outputs *outputs = &machine->narrow;
    const uint16_t *small = folding->small;
    if (!reserve(written, outputs->widest))
        return NO_ROOM;
    uint8_t *out = written->bytes + written->used, *full = written->bytes + written->size - outputs->widest;
    uint32_t row = 0;
    while (at < end) {
        uint32_t point = *at;
        int length = 1;
        if (point >= 0xC2 && point < 0xE0 && end - at > 1 && (at[1] & 0xC0) == 0x80) {
            point = (point & 0x1F) << 6 | (at[1] & 0x3F);
            length = 2;
        } else if (point >= 0x80) {
            length = decode(at, end, &point);
            if (length <= 0)
                return ASK;
        }
        at += length;
        if (point >= PLANE) {
            if (point < PICTURES || point >= PICTURES_END)
                return ASK;
        } else if (!(point = small[point])) {
            return ASK;
        }
        uint32_t class = machine->class_of[point];
        const Step *step = step_of(outputs, row, class);
        Place place = put(machine, outputs, step, point, (Place){out, row});
        out = place.out;
        row = place.row;
        if (step->copy)
            out += encode(point, out);
        if (out > full) {
            written->used = (size_t)(out - written->bytes);
            if (!reserve(written, outputs->widest))
                return NO_ROOM;
            out = written->bytes + written->used;
            full = written->bytes + written->size - outputs->widest;
        }
    }
    written->used = (size_t)(out - written->bytes);
    put_owed(machine, row, written);
    return FOLDED;
}

/* Write what a machine makes of a whole text; return 0 if there is no memory. */
static int put_run(const Machine *machine, const uint8_t *at, const uint8_t *end, Written *written) {
    const Outputs *outputs = &machine->narrow;
    Progress progress = {0, 0};
    do {
        if (!reserve(written, outputs->widest))
            return 0;
        uint8_t *out = written->bytes + written->used;
        run(machine, &progress, &at, end, 1, &out, written->bytes + written->size);
        written->used = (size_t)(out - written->bytes);
    } while (at < end || written->size - written->used < outputs->widest);
    put_owed(machine, progress.row, written);
    return 1;
}

/* Write the words of valid UTF-8, one space between them, where there is room for all of it. */
static void put_words(const Folding *folding, const uint8_t *at, const uint8_t *end, Written *written) {
    uint8_t *start = written->bytes + written->used, *out = start;
    int apart = 0;
    while (at < end) {
        uint32_t point = *at;
        int length = point < 0x80 ? 1 : decode(at, end, &point);
        if (point < PLANE && folding->word[point]) {
            *out = ' ';
            out += apart;
            apart = 0;
            for (int byte = 0; byte < length; byte++)
                *out++ = at[byte];
        } else {
            apart = out > start;
        }
        at += length;
    }
    written->used += (size_t)(out - start);
}

/* Write the key of a text; `rooms` are for what comes between. */
static int fold_text(const Folding *folding, const uint8_t *at, size_t size, Written *rooms, Written *written) {
    rooms[0].used = 0;
    size_t first = folding->digits_first && !has_digits(at, size);
    int found = put_small(folding, folding->machines[first], at, at + size, &rooms[0]);
    if (found != FOLDED)
        return found;
    size_t now = 0;
    for (size_t pass = first + 1; pass < folding->count; pass++, now = 1 - now) {
        rooms[1 - now].used = 0;
        if (!put_run(folding->machines[pass], rooms[now].bytes, rooms[now].bytes + rooms[now].used, &rooms[1 - now]))
            return NO_ROOM;
    }
    if (!reserve(written, rooms[now].used + 1))
        return NO_ROOM;
    put_words(folding, rooms[now].bytes, rooms[now].bytes + rooms[now].used, written);
    return FOLDED;
}

/* Fold rows from `row` on, as convert_rows does. */
static int64_t fold_rows(const Folding *folding, const Texts *texts, int64_t row, Written *written) {
    Written rooms[2] = {{0}, {0}};
    int64_t result = DONE;
    for (; row < texts->length && result == DONE; row++) {
        size_t start = written->used, size;
        const uint8_t *at;
        if (is_set(texts->validity, texts->first + row)) {
            if (!find_text(texts, row, &at, &size)) {
                result = UNSOUND;
                break;
            }
            int found = fold_text(folding, at, size, rooms, written);
            if (found != FOLDED) {
                result = found == ASK ? row : NO_MEMORY;
                break;
            }
        }
        if (!end_row(written, row, start))
            result = TOO_LONG;
    }
    free(rooms[0].bytes);
    free(rooms[1].bytes);
    return result;
}

typedef struct {
    PyObject_HEAD
    Folding folding;
    PyObject *machines; /* a tuple, kept alive */
} FoldingObject;

static void folding_dealloc(PyObject *object) {
    FoldingObject *self = (FoldingObject *)object;
    PyTypeObject *type = Py_TYPE(object);
    free(self->folding.small);
    free(self->folding.word);
    Py_XDECREF(self->machines);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(object);
    Py_DECREF(type);
}

static void machine_dealloc(PyObject *self);

static PyObject *folding_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"machines", "digits_first", "small", "word", NULL};
    PyObject *machines;
    const char *small, *word;
    Py_ssize_t small_size, word_size;
    int digits_first;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "Opy#y#:Folding", names, &machines, &digits_first, &small, &small_size, &word,
                                     &word_size))
        return NULL;
    Py_ssize_t count = PyTuple_Size(machines);
    if (count < 0)
        return NULL;
    if (count < 1 + digits_first || count > MOST_PASSES || small_size != 2 * PLANE || word_size != PLANE)
        return PyErr_Format(PyExc_ValueError, "too few machines, too many, or tables of another size");
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    FoldingObject *self = (FoldingObject *)allocate(type, 0);
    if (self == NULL)
        return NULL;
    self->machines = Py_NewRef(machines);
    self->folding.count = (size_t)count;
    self->folding.digits_first = digits_first;
    self->folding.small = malloc(2 * PLANE);
    self->folding.word = malloc(PLANE);
    if (self->folding.small == NULL || self->folding.word == NULL) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    memcpy(self->folding.small, small, 2 * PLANE);
    memcpy(self->folding.word, word, PLANE);
    for (uint32_t point = 0; point < PLANE; point++)
        if ((self->folding.small[point] & 0xF800) == 0xD800)
            self->folding.small[point] = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *machine = PyTuple_GetItem(machines, i);
        if (PyType_GetSlot(Py_TYPE(machine), Py_tp_dealloc) != (void *)machine_dealloc) {
            Py_DECREF(self);
            return PyErr_Format(PyExc_TypeError, "expected machines");
        }
        self->folding.machines[i] = &((MachineObject *)machine)->machine;
    }
    return (PyObject *)self;
}

static PyObject *folding_fold(PyObject *object, PyObject *text) {
    const Folding *folding = &((FoldingObject *)object)->folding;
    PyObject *encoded = PyUnicode_AsUTF8String(text), *result = NULL;
    if (encoded == NULL && PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) {
        PyErr_Clear();
        return Py_NewRef(Py_None);
    }
    if (encoded == NULL)
        return NULL;
    const uint8_t *at = (const uint8_t *)PyBytes_AsString(encoded);
    size_t size = (size_t)PyBytes_Size(encoded);
    Written rooms[2] = {{0}, {0}}, written = {0};
    int found;
    if (size < GIL_WORTH) {
        found = fold_text(folding, at, size, rooms, &written);
    } else {
        Py_BEGIN_ALLOW_THREADS
        found = fold_text(folding, at, size, rooms, &written);
        Py_END_ALLOW_THREADS
    }
    if (found == FOLDED)
        result = PyUnicode_FromStringAndSize((char *)written.bytes, (Py_ssize_t)written.used);
    else
        result = found == ASK ? Py_NewRef(Py_None) : PyErr_NoMemory();
    free(rooms[0].bytes);
    free(rooms[1].bytes);
    free(written.bytes);
    Py_DECREF(encoded);
    return result;
}

static PyMethodDef folding_methods[] = {
    {"fold", folding_fold, METH_O, "fold(text) -> str | None\n\nMake the key of a text; None if Python is to make it."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot folding_slots[] = {
    {Py_tp_doc, "Folding(machines, digits_first, small, word)\n\nMachines that run one after the other over texts in small "
                "letters, the first, with `digits_first`, over those with digits. "
                "`small` has 16 bits for each code point below 65,536, its small letter or 0 for what Python is asked, "
                "`word` a byte: whether it belongs to words, which come out apart."},
    {Py_tp_new, folding_new},
    {Py_tp_dealloc, folding_dealloc},
    {Py_tp_methods, folding_methods},
    {0, NULL},
};

static PyType_Spec folding_spec = {
    .name = "translit.machine._loop.Folding",
    .basicsize = sizeof(FoldingObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = folding_slots,
};
