/* Columns of text by the Arrow C Data Interface: rows are read where they lie, and what is made of them is handed on.

   Included by _loop.c. The three structures are those of the interface, which every Arrow library has in its own code. */

struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children, *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children, *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

#define STRING 'u'
#define LARGE_STRING 'U'
#define STRING_VIEW 'v'
#define NULLABLE 2     /* the flag of a schema */
#define VIEW 16        /* bytes of a view: a length, then the text, or four bytes of it, a buffer and a place */
#define VIEW_INLINE 12 /* bytes of text that fit into a view */
#define SEGMENT 30     /* bits of a place within a buffer of views, whose numbers have 31 */

/* What an array consists of, owned together by all that it was handed on to, whatever their threads. */
typedef struct Column {
    long shared;
    int64_t length, buffers_count;
    const void **buffers;
    void *owned[4];
    struct Column *dictionary, **children;
    int64_t children_count;
} Column;

/* Texts as they lie in an array: offsets into one buffer, or views into several. */
typedef struct {
    char kind;
    int64_t first, length;
    const uint8_t *validity;
    const void *places;
    const uint8_t *bytes;
    const void **segments;
    int64_t segments_count;
    const int64_t *rows; /* of values in a dictionary: where each is met first, -1 for nowhere */
} Texts;

/* Texts being written: offsets or views, and the bytes themselves. */
typedef struct {
    char kind;
    uint8_t *places, *bytes;
    size_t used, size;
} Written;

enum { DONE = -1, NO_MEMORY = -2, TOO_LONG = -3, UNSOUND = -4 };

static void column_free(Column *column) {
    if (column == NULL || UNSHARE(&column->shared) > 0)
        return;
    column_free(column->dictionary);
    for (int64_t i = 0; i < column->children_count; i++)
        column_free(column->children[i]);
    free(column->children);
    for (int i = 0; i < 4; i++)
        free(column->owned[i]);
    free(column->buffers);
    free(column);
}

static void array_release(struct ArrowArray *array) {
    if (array->dictionary != NULL) {
        if (array->dictionary->release != NULL)
            array->dictionary->release(array->dictionary);
        free(array->dictionary);
    }
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release != NULL)
            array->children[i]->release(array->children[i]);
        free(array->children[i]);
    }
    free(array->children);
    column_free(array->private_data);
    array->release = NULL;
}

/* Hand on a column once more; return 0 if there is no memory. */
static int array_export(Column *column, struct ArrowArray *array) {
    *array = (struct ArrowArray){.length = column->length, .n_buffers = column->buffers_count,
                                 .buffers = column->buffers, .release = array_release, .private_data = column};
    array->null_count = column->buffers[0] == NULL ? 0 : -1;
    SHARE(&column->shared);
    int fits = 1;
    if (column->dictionary != NULL) {
        array->dictionary = calloc(1, sizeof(struct ArrowArray));
        fits = array->dictionary != NULL && array_export(column->dictionary, array->dictionary);
    }
    if (column->children_count) {
        array->children = calloc((size_t)column->children_count, sizeof(struct ArrowArray *));
        fits = fits && array->children != NULL;
    }
    while (fits && array->n_children < column->children_count) {
        struct ArrowArray *child = calloc(1, sizeof(struct ArrowArray));
        fits = child != NULL && array_export(column->children[array->n_children], child);
        if (fits)
            array->children[array->n_children++] = child;
        else
            free(child);
    }
    if (!fits)
        array_release(array);
    return fits;
}

static void schema_release(struct ArrowSchema *schema) {
    if (schema->dictionary != NULL) {
        if (schema->dictionary->release != NULL)
            schema->dictionary->release(schema->dictionary);
        free(schema->dictionary);
    }
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release != NULL)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    free(schema->private_data);
    schema->release = NULL;
}

/* Copy what a schema says, but for its metadata, which tell of the texts before; return 0 if there is no memory. */
static int schema_copy(const struct ArrowSchema *from, struct ArrowSchema *schema) {
    size_t format = strlen(from->format) + 1, name = from->name ? strlen(from->name) + 1 : 0;
    char *texts = malloc(format + name);
    *schema = (struct ArrowSchema){.flags = from->flags, .release = schema_release, .private_data = texts};
    if (texts == NULL) {
        schema->release = NULL;
        return 0;
    }
    schema->format = memcpy(texts, from->format, format);
    if (from->name != NULL)
        schema->name = memcpy(texts + format, from->name, name);
    int fits = 1;
    if (from->dictionary != NULL) {
        schema->dictionary = calloc(1, sizeof(struct ArrowSchema));
        fits = schema->dictionary != NULL && schema_copy(from->dictionary, schema->dictionary);
    }
    if (from->n_children) {
        schema->children = calloc((size_t)from->n_children, sizeof(struct ArrowSchema *));
        fits = fits && schema->children != NULL;
    }
    while (fits && schema->n_children < from->n_children) {
        struct ArrowSchema *child = calloc(1, sizeof(struct ArrowSchema));
        fits = child != NULL && schema_copy(from->children[schema->n_children], child);
        if (fits)
            schema->children[schema->n_children++] = child;
        else
            free(child);
    }
    if (!fits)
        schema_release(schema);
    return fits;
}

static int is_set(const uint8_t *bits, int64_t at) {
    return bits == NULL || (bits[at >> 3] >> (at & 7) & 1);
}

/* Return the kind of texts that a format means; 0 for any other. */
static char kind_of(const char *format) {
    if (!strcmp(format, "u") || !strcmp(format, "U"))
        return *format;
    return strcmp(format, "vu") ? 0 : STRING_VIEW;
}

/* Return the bytes of a number by which a dictionary is looked up; 0 for any other format. */
static size_t index_width(const char *format) {
    const char *formats = "cCsSiIlL", *found = *format && !format[1] ? strchr(formats, *format) : NULL;
    return found ? (size_t)1 << (found - formats) / 2 : 0;
}

static Texts texts_in(const struct ArrowArray *array, char kind) {
    Texts texts = {kind, array->offset, array->length, array->null_count ? array->buffers[0] : NULL,
                   array->buffers[1], NULL, NULL, 0, NULL};
    if (kind == STRING_VIEW) {
        texts.segments = array->buffers + 2;
        texts.segments_count = array->n_buffers - 3;
    } else {
        texts.bytes = array->buffers[2];
    }
    return texts;
}

/* Find the text of a row; return 0 if it lies nowhere. */
static inline int find_text(const Texts *texts, int64_t row, const uint8_t **at, size_t *size) {
    row += texts->first;
    if (texts->kind == STRING_VIEW) {
        const uint8_t *view = (const uint8_t *)texts->places + VIEW * row;
        int32_t parts[4];
        memcpy(parts, view, VIEW);
        *size = (size_t)parts[0];
        if (parts[0] >= 0 && parts[0] <= VIEW_INLINE) {
            *at = view + 4;
            return 1;
        }
        if (parts[0] < 0 || parts[2] < 0 || parts[2] >= texts->segments_count || parts[3] < 0)
            return 0;
        *at = (const uint8_t *)texts->segments[parts[2]] + parts[3];
        return 1;
    }
    int64_t start, end;
    if (texts->kind == STRING) {
        start = ((const int32_t *)texts->places)[row];
        end = ((const int32_t *)texts->places)[row + 1];
    } else {
        start = ((const int64_t *)texts->places)[row];
        end = ((const int64_t *)texts->places)[row + 1];
    }
    *at = texts->bytes + start;
    *size = (size_t)(end - start);
    return start >= 0 && end >= start;
}

static int reserve(Written *written, size_t more) {
    if (written->size - written->used >= more)
        return 1;
    size_t size = written->size + written->size / 2 + more + 4096;
    uint8_t *grown = size < PY_SSIZE_T_MAX / 4 ? realloc(written->bytes, size) : NULL;
    if (grown == NULL)
        return 0;
    written->bytes = grown;
    written->size = size;
    return 1;
}

/* Note that the text of a row ends here; return 0 if it, or all of them, are longer than the kind can tell. */
static inline int end_row(Written *written, int64_t row, size_t start) {
    if (written->kind == STRING_VIEW) {
        uint8_t *view = written->places + VIEW * row;
        size_t size = written->used - start;
        uint32_t length = (uint32_t)size;
        if (size > INT32_MAX || start >> SEGMENT > INT32_MAX)
            return 0;
        memcpy(view, &length, 4);
        if (size <= VIEW_INLINE) {
            memset(view + 4, 0, VIEW_INLINE);
            memcpy(view + 4, written->bytes + start, size);
            written->used = start;
        } else {
            uint32_t place[2] = {(uint32_t)(start >> SEGMENT), (uint32_t)(start & (((size_t)1 << SEGMENT) - 1))};
            memcpy(view + 4, written->bytes + start, 4);
            memcpy(view + 8, place, 8);
        }
    } else if (written->kind == STRING) {
        ((int32_t *)written->places)[row + 1] = (int32_t)written->used;
        return written->used <= INT32_MAX;
    } else {
        ((int64_t *)written->places)[row + 1] = (int64_t)written->used;
    }
    return 1;
}

#include "_fold.h"

/* What converts rows, either of the two, or none: then Python does. */
typedef struct {
    const Machine *machine;
    const Folding *folding;
} Converter;

/* Convert rows from `row` on; return the first that is for Python, or what it came to. No Python is needed here. */
static int64_t convert_rows(const Machine *machine, const Texts *texts, int64_t row, Written *written) {
    for (; row < texts->length; row++) {
        size_t start = written->used, size;
        const uint8_t *at;
        if (is_set(texts->validity, texts->first + row)) {
            if (!find_text(texts, row, &at, &size))
                return UNSOUND;
            if (size && memchr(at, '&', size))
                return row;
            if (!put_run(machine, at, at + size, written))
                return NO_MEMORY;
        }
        if (!end_row(written, row, start))
            return TOO_LONG;
    }
    return DONE;
}

/* Copy bits from any place to the start of a byte. */
static uint8_t *copy_bits(const uint8_t *bits, int64_t first, int64_t count) {
    uint8_t *copy = calloc(1, (size_t)(count / 8 + 1));
    for (int64_t i = 0; copy != NULL && i < count; i++)
        copy[i >> 3] |= (uint8_t)(is_set(bits, first + i) << (i & 7));
    return copy;
}

/* What follows needs Python. */

/* Let Python convert a row; return 0 with an error set if it does not. */
static int ask_python(PyObject *otherwise, const Texts *texts, int64_t row, Written *written) {
    const uint8_t *at;
    size_t size, start = written->used;
    Py_ssize_t length;
    if (!find_text(texts, row, &at, &size)) {
        PyErr_SetString(PyExc_ValueError, "not a sound Arrow array: a text that lies nowhere");
        return 0;
    }
    PyObject *result = PyObject_CallFunction(otherwise, "s#L", size ? (const char *)at : "", (Py_ssize_t)size,
                                             (long long)(texts->rows ? texts->rows[row] : row));
    const char *text = result ? PyUnicode_AsUTF8AndSize(result, &length) : NULL;
    int fits = text != NULL && reserve(written, (size_t)length);
    if (text != NULL && !fits)
        PyErr_NoMemory();
    if (fits) {
        memcpy(written->bytes + written->used, text, (size_t)length);
        written->used += (size_t)length;
        fits = end_row(written, row, start);
        if (!fits)
            PyErr_SetString(PyExc_OverflowError, "more than 2 GiB of text: cast the array to large_string first");
    }
    Py_XDECREF(result);
    return fits;
}

static int convert_unlocked(const Converter *by, const Texts *texts, PyObject *otherwise, Written *written) {
    int64_t row = 0;
    while (row < texts->length) {
        if (by->machine == NULL && by->folding == NULL) {
            int null = !is_set(texts->validity, texts->first + row) || (texts->rows && texts->rows[row] < 0);
            if (null ? !end_row(written, row, written->used) : !ask_python(otherwise, texts, row, written))
                return 0;
            row++;
            continue;
        }
        int64_t next;
        Py_BEGIN_ALLOW_THREADS
        next = by->folding ? fold_rows(by->folding, texts, row, written)
                           : convert_rows(by->machine, texts, row, written);
        Py_END_ALLOW_THREADS
        if (next == DONE)
            break;
        if (next == NO_MEMORY)
            PyErr_NoMemory();
        if (next == TOO_LONG)
            PyErr_SetString(PyExc_OverflowError, "more than 2 GiB of text: cast the array to large_string first");
        if (next == UNSOUND)
            PyErr_SetString(PyExc_ValueError, "not a sound Arrow array: a text that lies nowhere");
        if (next < 0 || !ask_python(otherwise, texts, next, written))
            return 0;
        row = next + 1;
    }
    return 1;
}

/* Begin to write as many texts as there are; return 0 if there is no memory. */
static int begin(Written *written, const Texts *texts) {
    size_t rows = (size_t)texts->length, width = texts->kind == STRING_VIEW ? VIEW : texts->kind == STRING ? 4 : 8;
    size_t size = 0;
    if (texts->kind == STRING_VIEW) {
        size = rows * 16;
    } else if (rows) {
        const uint8_t *first, *last;
        size_t first_size, last_size;
        int found = find_text(texts, 0, &first, &first_size) && find_text(texts, texts->length - 1, &last, &last_size);
        size = found && last >= first ? (size_t)(last - first) + last_size : 0;
    }
    *written = (Written){texts->kind, NULL, NULL, 0, size + size / 8 + 64};
    if (rows < PY_SSIZE_T_MAX / 32 && written->size < PY_SSIZE_T_MAX / 4) {
        written->places = calloc(rows + 1, width);
        written->bytes = malloc(written->size);
    }
    return written->places != NULL && written->bytes != NULL;
}

static void forget(Written *written) {
    free(written->places);
    free(written->bytes);
}

/* Make a column of buffers, which it owns then, or which are freed if there is no memory. */
static Column *column_of(int64_t length, uint8_t *validity, void *places, void *bytes, void *sizes, int64_t segments) {
    Column *column = calloc(1, sizeof(Column));
    const void **buffers = calloc((size_t)segments + 3, sizeof(void *));
    void *owned[4] = {validity, places, bytes, sizes};
    if (column == NULL || buffers == NULL) {
        for (int i = 0; i < 4; i++)
            free(owned[i]);
        free(column);
        free(buffers);
        PyErr_NoMemory();
        return NULL;
    }
    *column = (Column){.shared = 1, .length = length, .buffers = buffers};
    memcpy(column->owned, owned, sizeof(owned));
    buffers[0] = validity;
    buffers[1] = places;
    column->buffers_count = bytes == NULL ? 2 : 2 + segments + (sizes != NULL);
    for (int64_t i = 0; bytes != NULL && i < segments; i++)
        buffers[2 + i] = (uint8_t *)bytes + ((size_t)i << SEGMENT);
    if (sizes != NULL)
        buffers[2 + segments] = sizes;
    return column;
}

static Column *finish(Written *written, int64_t length, uint8_t *validity) {
    uint8_t *bytes = realloc(written->bytes, written->used + 1);
    int64_t segments = 1, *sizes = NULL;
    if (bytes != NULL)
        written->bytes = bytes;
    if (written->kind == STRING_VIEW) {
        segments = (int64_t)(written->used >> SEGMENT) + 1;
        sizes = calloc((size_t)segments, sizeof(int64_t));
        if (sizes == NULL) {
            free(validity);
            forget(written);
            PyErr_NoMemory();
            return NULL;
        }
        /* A text may begin in one segment and end in the next: each is told to go on to the end. */
        for (int64_t i = 0; i < segments; i++)
            sizes[i] = (int64_t)(written->used - ((size_t)i << SEGMENT));
    }
    return column_of(length, validity, written->places, written->bytes, sizes, segments);
}

static Column *convert_texts(const Converter *by, const Texts *texts, PyObject *otherwise) {
    Written written;
    uint8_t *validity = NULL;
    if (texts->validity != NULL)
        validity = copy_bits(texts->validity, texts->first, texts->length);
    if (!begin(&written, texts) || (texts->validity != NULL && validity == NULL))
        PyErr_NoMemory();
    else if (convert_unlocked(by, texts, otherwise, &written))
        return finish(&written, texts->length, validity);
    free(validity);
    forget(&written);
    return NULL;
}

/* Keep each value that is met once, and tell of every value which of those kept it is: two spellings may become one. */
static Column *keep_distinct(const Texts *values, int64_t *kept_as) {
    Written written;
    PyObject *seen = PyDict_New();
    int64_t kept = 0, row = 0;
    int fits = begin(&written, values) && seen != NULL;
    for (; fits && row < values->length; row++) {
        const uint8_t *at;
        size_t size, start = written.used;
        kept_as[row] = -1;
        if (values->rows[row] < 0 || !is_set(values->validity, row) || !find_text(values, row, &at, &size))
            continue;
        PyObject *text = PyBytes_FromStringAndSize((const char *)at, (Py_ssize_t)size);
        PyObject *number = text ? PyDict_GetItemWithError(seen, text) : NULL;
        if (number != NULL) {
            kept_as[row] = PyLong_AsLongLong(number);
        } else {
            number = PyLong_FromLongLong(kept);
            fits = text && number && !PyDict_SetItem(seen, text, number) && reserve(&written, size);
            Py_XDECREF(number);
            if (fits && size)
                memcpy(written.bytes + written.used, at, size);
            written.used += fits ? size : 0;
            fits = fits && end_row(&written, kept, start);
            kept_as[row] = kept++;
        }
        Py_XDECREF(text);
    }
    Py_XDECREF(seen);
    if (fits)
        return finish(&written, kept, NULL);
    if (!PyErr_Occurred())
        PyErr_NoMemory();
    forget(&written);
    return NULL;
}

static int64_t read_index(const uint8_t *at, size_t width, int is_signed) {
    uint64_t value = 0;
    for (size_t byte = 0; byte < width; byte++)
        value |= (uint64_t)at[(*(const uint8_t *)&(const uint16_t){1}) ? byte : width - 1 - byte] << (8 * byte);
    if (is_signed && width < 8 && value >> (8 * width - 1))
        return -1;
    return value > INT64_MAX ? -1 : (int64_t)value;
}

static void write_index(uint8_t *at, size_t width, int64_t value) {
    for (size_t byte = 0; byte < width; byte++)
        at[(*(const uint8_t *)&(const uint16_t){1}) ? byte : width - 1 - byte] = (uint8_t)((uint64_t)value >> (8 * byte));
}

/* Read which value a row has: its number, -1 for null, -2 with an error set if there is no such value. */
static int64_t value_of(const struct ArrowArray *array, const char *format, int64_t row) {
    const uint8_t *validity = array->null_count ? array->buffers[0] : NULL, *indices = array->buffers[1];
    size_t width = index_width(format);
    if (!is_set(validity, array->offset + row))
        return -1;
    int64_t value = read_index(indices + width * (size_t)(array->offset + row), width, *format >= 'a');
    if (value >= 0 && value < array->dictionary->length)
        return value;
    PyErr_SetString(PyExc_ValueError, "not a sound Arrow array: a row whose value the dictionary lacks");
    return -2;
}

/* Find where each value is met first; NULL with an error set if a row has none of them. */
static int64_t *first_rows(const struct ArrowArray *array, const char *format) {
    int64_t *rows = malloc(((size_t)array->dictionary->length + 1) * sizeof(int64_t)), value = 0;
    if (rows == NULL)
        PyErr_NoMemory();
    for (int64_t i = 0; rows && i < array->dictionary->length; i++)
        rows[i] = -1;
    for (int64_t row = 0; rows && value > -2 && row < array->length; row++) {
        value = value_of(array, format, row);
        if (value >= 0 && rows[value] < 0)
            rows[value] = row;
    }
    if (value > -2)
        return rows;
    free(rows);
    return NULL;
}

/* Look every row up anew in the values that were kept. */
static Column *look_up(const struct ArrowArray *array, const char *format, const int64_t *kept_as) {
    size_t width = index_width(format);
    uint8_t *bits = calloc((size_t)array->length / 8 + 1, 1), *found = calloc((size_t)array->length + 1, width);
    if (bits == NULL || found == NULL) {
        free(bits);
        free(found);
        PyErr_NoMemory();
        return NULL;
    }
    for (int64_t row = 0; row < array->length; row++) {
        int64_t value = value_of(array, format, row);
        if (value < 0 || kept_as[value] < 0)
            continue;
        bits[row >> 3] |= (uint8_t)(1 << (row & 7));
        write_index(found + width * (size_t)row, width, kept_as[value]);
    }
    return column_of(array->length, bits, found, NULL, NULL, 0);
}

static Column *convert_dictionary(const Converter *by, const struct ArrowArray *array, const char *format,
                                  char kind, PyObject *otherwise) {
    Texts texts = texts_in(array->dictionary, kind);
    int64_t *rows = first_rows(array, format);
    texts.rows = rows;
    Column *column = NULL, *distinct = NULL, *all = rows ? convert_texts(by, &texts, otherwise) : NULL;
    if (all == NULL) {
        free(rows);
        return NULL;
    }
    Texts values = {kind, 0, all->length, all->buffers[0], all->buffers[1], NULL, NULL, 0, rows};
    if (kind == STRING_VIEW) {
        values.segments = all->buffers + 2;
        values.segments_count = all->buffers_count - 3;
    } else {
        values.bytes = all->buffers[2];
    }
    int64_t *kept_as = calloc((size_t)all->length + 1, sizeof(int64_t));
    if (kept_as == NULL)
        PyErr_NoMemory();
    else
        distinct = keep_distinct(&values, kept_as);
    if (distinct != NULL)
        column = look_up(array, format, kept_as);
    if (column != NULL)
        column->dictionary = distinct;
    else
        column_free(distinct);
    free(kept_as);
    free(rows);
    column_free(all);
    return column;
}

/* Capsules, as the interface wants them: whoever takes what is inside leaves it released. */

#define CAPSULE(type, label)                                                                                           \
    static void label##_forget(PyObject *capsule) {                                                                    \
        struct type *inside = PyCapsule_GetPointer(capsule, #label);                                                   \
        if (inside != NULL && inside->release != NULL)                                                                 \
            inside->release(inside);                                                                                   \
        free(inside);                                                                                                  \
    }                                                                                                                  \
    static PyObject *label##_capsule(struct type **inside) {                                                           \
        *inside = calloc(1, sizeof(struct type));                                                                      \
        PyObject *capsule = *inside ? PyCapsule_New(*inside, #label, label##_forget) : PyErr_NoMemory();               \
        if (capsule == NULL)                                                                                           \
            free(*inside);                                                                                             \
        return capsule;                                                                                                \
    }                                                                                                                  \
    static struct type *label##_in(PyObject *capsule) {                                                                \
        struct type *inside = PyCapsule_GetPointer(capsule, #label);                                                   \
        if (inside != NULL && inside->release == NULL) {                                                               \
            PyErr_SetString(PyExc_ValueError, "an Arrow capsule that was taken already");                              \
            return NULL;                                                                                               \
        }                                                                                                              \
        return inside;                                                                                                 \
    }

CAPSULE(ArrowSchema, arrow_schema)
CAPSULE(ArrowArray, arrow_array)
CAPSULE(ArrowArrayStream, arrow_array_stream)

typedef struct {
    PyObject_HEAD
    Column *column;
    PyObject *schema; /* a capsule that nobody else takes from */
} RowsObject;

static PyObject *schema_again(PyObject *capsule) {
    struct ArrowSchema *from = arrow_schema_in(capsule), *copy;
    PyObject *again = from ? arrow_schema_capsule(&copy) : NULL;
    if (again != NULL && !schema_copy(from, copy)) {
        Py_CLEAR(again);
        PyErr_NoMemory();
    }
    return again;
}

/* Return the kind of the texts of an array; 0 with an error set if it has none. */
static char texts_kind(const struct ArrowSchema *schema) {
    const struct ArrowSchema *values = schema->dictionary ? schema->dictionary : schema;
    char kind = kind_of(values->format);
    if (kind != 0 && (!schema->dictionary || index_width(schema->format)))
        return kind;
    PyErr_Format(PyExc_TypeError, "expected an Arrow array of texts (string), found one of format '%s'", values->format);
    return 0;
}

static Column *convert_array(const Converter *by, const struct ArrowSchema *schema, const struct ArrowArray *array,
                             PyObject *otherwise) {
    char kind = texts_kind(schema);
    if (kind == 0)
        return NULL;
    if (schema->dictionary)
        return convert_dictionary(by, array, schema->format, kind, otherwise);
    const Texts texts = texts_in(array, kind);
    return convert_texts(by, &texts, otherwise);
}

static PyObject *rows_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"schema", "array", "machine", "otherwise", "part", "parts", NULL};
    PyObject *schema_capsule, *array_capsule, *machine, *otherwise;
    int part = 0, parts = 1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OOOO|ii:Rows", names, &schema_capsule, &array_capsule, &machine,
                                     &otherwise, &part, &parts))
        return NULL;
    if (part < 0 || part >= parts)
        return PyErr_Format(PyExc_ValueError, "no such part");
    int is_machine = PyType_GetSlot(Py_TYPE(machine), Py_tp_dealloc) == (void *)machine_dealloc;
    int is_folding = PyType_GetSlot(Py_TYPE(machine), Py_tp_dealloc) == (void *)folding_dealloc;
    if (!is_machine && !is_folding && machine != Py_None)
        return PyErr_Format(PyExc_TypeError, "expected a Machine, a Folding or None");
    const Converter by = {is_machine ? &((MachineObject *)machine)->machine : NULL,
                          is_folding ? &((FoldingObject *)machine)->folding : NULL};
    struct ArrowSchema *schema = arrow_schema_in(schema_capsule);
    struct ArrowArray *array = schema ? arrow_array_in(array_capsule) : NULL;
    if (array == NULL)
        return NULL;
    struct ArrowArray rows = *array;
    int64_t share = rows.length / parts, more = rows.length % parts;
    rows.offset += share * part + (part < more ? part : more);
    rows.length = share + (part < more);
    Column *column = convert_array(&by, schema, &rows, otherwise);
    PyObject *copy = column ? schema_again(schema_capsule) : NULL;
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    RowsObject *self = copy ? (RowsObject *)allocate(type, 0) : NULL;
    if (self == NULL) {
        Py_XDECREF(copy);
        column_free(column);
        return NULL;
    }
    self->column = column;
    self->schema = copy;
    return (PyObject *)self;
}

static void rows_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    column_free(((RowsObject *)self)->column);
    Py_XDECREF(((RowsObject *)self)->schema);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static Py_ssize_t rows_length(PyObject *self) {
    return (Py_ssize_t)((RowsObject *)self)->column->length;
}

static PyObject *rows_schema(PyObject *self, PyObject *unused) {
    (void)unused;
    return schema_again(((RowsObject *)self)->schema);
}

static PyObject *rows_array(PyObject *self, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"requested_schema", NULL};
    PyObject *requested = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O:__arrow_c_array__", names, &requested))
        return NULL;
    struct ArrowArray *array;
    PyObject *schema = schema_again(((RowsObject *)self)->schema);
    PyObject *capsule = schema ? arrow_array_capsule(&array) : NULL;
    if (capsule != NULL && !array_export(((RowsObject *)self)->column, array)) {
        Py_CLEAR(capsule);
        PyErr_NoMemory();
    }
    PyObject *both = capsule ? PyTuple_Pack(2, schema, capsule) : NULL;
    Py_XDECREF(schema);
    Py_XDECREF(capsule);
    return both;
}

static PyMethodDef rows_methods[] = {
    {"__arrow_c_array__", (PyCFunction)(void (*)(void))rows_array, METH_VARARGS | METH_KEYWORDS,
     "Hand on the array; as often as wanted."},
    {"__arrow_c_schema__", rows_schema, METH_NOARGS, "Hand on its type."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot rows_slots[] = {
    {Py_tp_doc, "Rows(schema, array, machine, otherwise, part=0, parts=1)\n\nAn Arrow array of texts, or one of so many "
                "equal parts of it, converted. `otherwise(text, row)` converts those that the machine is not for: all, "
                "if it is None."},
    {Py_tp_new, rows_new},
    {Py_tp_dealloc, rows_dealloc},
    {Py_tp_methods, rows_methods},
    {Py_sq_length, rows_length},
    {0, NULL},
};

static PyType_Spec rows_spec = {
    .name = "translit.machine._loop.Rows",
    .basicsize = sizeof(RowsObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = rows_slots,
};

/* Streams: read chunk by chunk, and handed on as they were converted. */

static PyObject *stream_failed(struct ArrowArrayStream *stream, int code) {
    const char *reason = stream->get_last_error(stream);
    return PyErr_Format(PyExc_OSError, "the Arrow stream failed: %s (%d)", reason ? reason : "no reason told", code);
}

static PyObject *stream_schema(PyObject *module, PyObject *capsule) {
    (void)module;
    struct ArrowArrayStream *stream = arrow_array_stream_in(capsule);
    struct ArrowSchema *schema;
    PyObject *result = stream ? arrow_schema_capsule(&schema) : NULL;
    if (result == NULL)
        return NULL;
    int code;
    Py_BEGIN_ALLOW_THREADS
    code = stream->get_schema(stream, schema);
    Py_END_ALLOW_THREADS
    if (code == 0)
        return result;
    Py_DECREF(result);
    return stream_failed(stream, code);
}

static PyObject *stream_next(PyObject *module, PyObject *capsule) {
    (void)module;
    struct ArrowArrayStream *stream = arrow_array_stream_in(capsule);
    struct ArrowArray *array;
    PyObject *result = stream ? arrow_array_capsule(&array) : NULL;
    if (result == NULL)
        return NULL;
    int code;
    Py_BEGIN_ALLOW_THREADS
    code = stream->get_next(stream, array);
    Py_END_ALLOW_THREADS
    if (code == 0 && array->release != NULL)
        return result;
    Py_DECREF(result);
    return code == 0 ? Py_NewRef(Py_None) : stream_failed(stream, code);
}

typedef struct {
    struct ArrowSchema schema;
    size_t count, next;
    Column *columns[];
} Chunks;

static int chunks_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
    return schema_copy(&((Chunks *)stream->private_data)->schema, schema) ? 0 : ENOMEM;
}

static int chunks_next(struct ArrowArrayStream *stream, struct ArrowArray *array) {
    Chunks *chunks = stream->private_data;
    if (chunks->next == chunks->count) {
        array->release = NULL;
        return 0;
    }
    if (!array_export(chunks->columns[chunks->next], array))
        return ENOMEM;
    column_free(chunks->columns[chunks->next]);
    chunks->columns[chunks->next++] = NULL;
    return 0;
}

static const char *chunks_error(struct ArrowArrayStream *stream) {
    (void)stream;
    return NULL;
}

static void chunks_release(struct ArrowArrayStream *stream) {
    Chunks *chunks = stream->private_data;
    for (size_t i = 0; i < chunks->count; i++)
        column_free(chunks->columns[i]);
    if (chunks->schema.release != NULL)
        chunks->schema.release(&chunks->schema);
    free(chunks);
    stream->release = NULL;
}

static PyObject *make_stream(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *schema_capsule, *rows;
    if (!PyArg_ParseTuple(args, "OO:stream", &schema_capsule, &rows))
        return NULL;
    struct ArrowSchema *schema = arrow_schema_in(schema_capsule);
    Py_ssize_t count = schema ? PyTuple_Size(rows) : -1;
    if (count < 0)
        return NULL;
    for (Py_ssize_t i = 0; i < count; i++)
        if (PyType_GetSlot(Py_TYPE(PyTuple_GetItem(rows, i)), Py_tp_dealloc) != (void *)rows_dealloc)
            return PyErr_Format(PyExc_TypeError, "expected Rows");
    struct ArrowArrayStream *stream;
    PyObject *capsule = arrow_array_stream_capsule(&stream);
    Chunks *chunks = capsule ? calloc(1, sizeof(Chunks) + (size_t)count * sizeof(Column *)) : NULL;
    if (chunks == NULL || !schema_copy(schema, &chunks->schema)) {
        free(chunks);
        Py_XDECREF(capsule);
        return PyErr_NoMemory();
    }
    chunks->count = (size_t)count;
    for (Py_ssize_t i = 0; i < count; i++) {
        chunks->columns[i] = ((RowsObject *)PyTuple_GetItem(rows, i))->column;
        SHARE(&chunks->columns[i]->shared);
    }
    *stream = (struct ArrowArrayStream){chunks_schema, chunks_next, chunks_error, chunks_release, chunks};
    return capsule;
}

/* Texts for Python, and what Python found in them handed on. */

static PyObject *text_at(const Texts *texts, int64_t row) {
    const uint8_t *at;
    size_t size;
    if (!is_set(texts->validity, texts->first + row) || (texts->rows && texts->rows[row] < 0))
        return Py_NewRef(Py_None);
    if (find_text(texts, row, &at, &size))
        return PyUnicode_FromStringAndSize(size ? (const char *)at : "", (Py_ssize_t)size);
    return PyErr_Format(PyExc_ValueError, "not a sound Arrow array: a text that lies nowhere");
}

static PyObject *read_texts(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *schema_capsule, *array_capsule;
    Py_ssize_t start, stop;
    if (!PyArg_ParseTuple(args, "OOnn:texts", &schema_capsule, &array_capsule, &start, &stop))
        return NULL;
    const struct ArrowSchema *schema = arrow_schema_in(schema_capsule);
    const struct ArrowArray *array = schema ? arrow_array_in(array_capsule) : NULL;
    char kind = array ? texts_kind(schema) : 0;
    if (kind == 0)
        return NULL;
    Texts texts = texts_in(schema->dictionary ? array->dictionary : array, kind);
    int64_t *rows = schema->dictionary ? first_rows(array, schema->format) : NULL;
    if (schema->dictionary && rows == NULL)
        return NULL;
    texts.rows = rows;
    if (start < 0 || start > texts.length)
        start = (Py_ssize_t)texts.length;
    if (stop > texts.length)
        stop = (Py_ssize_t)texts.length;
    PyObject *list = PyList_New(stop > start ? stop - start : 0);
    for (Py_ssize_t row = start; list != NULL && row < stop; row++) {
        PyObject *text = text_at(&texts, row);
        if (text == NULL || PyList_SetItem(list, row - start, text) < 0)
            Py_CLEAR(list);
    }
    free(rows);
    return list;
}

static PyObject *read_indices(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *schema_capsule, *array_capsule;
    if (!PyArg_ParseTuple(args, "OO:indices", &schema_capsule, &array_capsule))
        return NULL;
    const struct ArrowSchema *schema = arrow_schema_in(schema_capsule);
    const struct ArrowArray *array = schema ? arrow_array_in(array_capsule) : NULL;
    if (array == NULL || texts_kind(schema) == 0)
        return NULL;
    if (schema->dictionary == NULL)
        return Py_NewRef(Py_None);
    PyObject *list = PyList_New((Py_ssize_t)array->length);
    for (int64_t row = 0; list != NULL && row < array->length; row++) {
        int64_t value = value_of(array, schema->format, row);
        PyObject *number = value > -2 ? PyLong_FromLongLong(value) : NULL;
        if (number == NULL || PyList_SetItem(list, (Py_ssize_t)row, number) < 0)
            Py_CLEAR(list);
    }
    return list;
}

/* Copy what a tuple of bytes, or None, says into buffers that the column owns; return 0 with an error set. */
static int copy_buffers(Column *column, PyObject *buffers) {
    for (Py_ssize_t i = 0; i < column->buffers_count; i++) {
        PyObject *content = PyTuple_GetItem(buffers, i);
        char *bytes;
        Py_ssize_t size;
        if (content == Py_None)
            continue;
        if (PyBytes_AsStringAndSize(content, &bytes, &size) < 0)
            return 0;
        column->owned[i] = malloc((size_t)size + 1);
        if (column->owned[i] == NULL) {
            PyErr_NoMemory();
            return 0;
        }
        column->buffers[i] = memcpy(column->owned[i], bytes, (size_t)size);
    }
    return 1;
}

static PyObject *make_nested(PyObject *module, PyObject *args) {
    PyObject *buffers, *children;
    const char *format, *name;
    Py_ssize_t length;
    if (!PyArg_ParseTuple(args, "ssnO!O!:nested", &format, &name, &length, &PyTuple_Type, &buffers, &PyTuple_Type, &children))
        return NULL;
    Py_ssize_t count = PyTuple_Size(children), buffers_count = PyTuple_Size(buffers);
    if (buffers_count < 1 || buffers_count > 4)
        return PyErr_Format(PyExc_ValueError, "expected one to four buffers");
    struct ArrowSchema **schemas = calloc((size_t)count + 1, sizeof(struct ArrowSchema *)), *copy;
    Column *column = calloc(1, sizeof(Column));
    PyObject *capsule = NULL, *type = NULL, *result = NULL;
    if (schemas == NULL || column == NULL) {
        PyErr_NoMemory();
        goto done;
    }
    *column = (Column){.shared = 1, .length = length, .buffers_count = buffers_count};
    column->buffers = calloc((size_t)buffers_count, sizeof(void *));
    column->children = calloc((size_t)count + 1, sizeof(Column *));
    if (column->buffers == NULL || column->children == NULL) {
        PyErr_NoMemory();
        goto done;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *item = PyTuple_GetItem(children, i);
        if (PyType_GetSlot(Py_TYPE(item), Py_tp_dealloc) != (void *)rows_dealloc) {
            PyErr_SetString(PyExc_TypeError, "expected Rows");
            goto done;
        }
        const RowsObject *child = (RowsObject *)item;
        schemas[i] = arrow_schema_in(child->schema);
        column->children[column->children_count++] = child->column;
        SHARE(&child->column->shared);
    }
    const struct ArrowSchema schema = {.format = format, .name = name, .flags = NULLABLE, .n_children = count,
                                       .children = schemas};
    if (!copy_buffers(column, buffers) || (capsule = arrow_schema_capsule(&copy)) == NULL)
        goto done;
    type = schema_copy(&schema, copy) ? PyObject_GetAttrString(module, "Rows") : PyErr_NoMemory();
    allocfunc allocate = type ? (allocfunc)PyType_GetSlot((PyTypeObject *)type, Py_tp_alloc) : NULL;
    result = allocate ? allocate((PyTypeObject *)type, 0) : NULL;
    if (result != NULL) {
        ((RowsObject *)result)->column = column;
        ((RowsObject *)result)->schema = Py_NewRef(capsule);
        column = NULL;
    }
done:
    Py_XDECREF(type);
    Py_XDECREF(capsule);
    if (column != NULL)
        column_free(column);
    free(schemas);
    return result;
}

static PyMethodDef arrow_functions[] = {
    {"texts", read_texts, METH_VARARGS,
     "texts(schema, array, start, stop) -> list[str | None]\n\nRead rows, or of a dictionary the values that rows have."},
    {"indices", read_indices, METH_VARARGS,
     "indices(schema, array) -> list[int] | None\n\nTell which value of a dictionary each row has, -1 for null."},
    {"nested", make_nested, METH_VARARGS,
     "nested(format, name, length, buffers, children) -> Rows\n\nMake an array of bytes, as its format wants them, and of "
     "others."},
    {"stream_schema", stream_schema, METH_O, "stream_schema(stream) -> schema\n\nAsk a stream for its type."},
    {"stream_next", stream_next, METH_O, "stream_next(stream) -> array\n\nTake its next chunk; None at its end."},
    {"stream", make_stream, METH_VARARGS, "stream(schema, rows) -> stream\n\nHand on converted chunks (a tuple)."},
    {NULL, NULL, 0, NULL},
};
