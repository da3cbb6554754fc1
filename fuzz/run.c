/* Run the loop on machine files and texts: as a libFuzzer target (see README.md), or, without it, on all pairs of
   both that stand on standard input, each behind its length. */

#include "../translit/machine/_loop.c"

#include <stdio.h>

/* Run a text as UTF-16, as str is run; what is not UTF-8 becomes U+FFFD. */
static void try_wide(Machine *machine, const uint8_t *text, size_t size) {
    uint8_t *units = malloc(4 * size + 1), *end = units;
    for (const uint8_t *at = text; at < text + size;) {
        uint32_t point;
        int length = decode(at, text + size, &point);
        if (length <= 0)
            point = 0xFFFD;
        at += length > 0 ? length : 1;
        uint16_t unit[2] = {(uint16_t)point};
        if (point >= 0x10000) {
            unit[0] = (uint16_t)(0xD800 | (point - 0x10000) >> 10);
            unit[1] = (uint16_t)(0xDC00 | (point & 0x3FF));
        }
        memcpy(end, unit, point < 0x10000 ? 2 : 4);
        end += point < 0x10000 ? 2 : 4;
    }
    /* A block of its own, so that reading past its end is seen. */
    uint8_t *exact = malloc((size_t)(end - units) + !(end - units));
    memcpy(exact, units, (size_t)(end - units));
    Progress progress = {0, 0};
    const uint8_t *in = exact;
    size_t written;
    if (!widen(machine))
        abort();
    free(run_all(machine, 1, &progress, &in, exact + (end - units), 1, &written));
    free(exact);
    free(units);
}

/* Load a machine and run a text through it, whole and in two chunks; return whether the machine was sound. */
static int try(const uint8_t *content, size_t content_size, const uint8_t *text, size_t size) {
    Machine machine = {0};
    int sound = machine_load(&machine, content, content_size) == NULL;
    if (sound) {
        Progress progress = {0, 0};
        const uint8_t *in = text;
        size_t written, first, second;
        uint8_t *whole = run_all(&machine, 0, &progress, &in, text + size, 1, &written);
        Progress chunked = {0, 0};
        in = text;
        uint8_t *head = run_all(&machine, 0, &chunked, &in, text + size / 2, 0, &first);
        uint8_t *tail = run_all(&machine, 0, &chunked, &in, text + size, 1, &second);
        if (!whole || !head || !tail || written != first + second || memcmp(whole, head, first) != 0 ||
            memcmp(whole + first, tail, second) != 0 || progress.invalid != chunked.invalid)
            abort();
        try_wide(&machine, text, size);
        free(whole);
        free(head);
        free(tail);
    }
    machine_free(&machine);
    return sound;
}

#ifdef LIBFUZZER

/* The machine file that texts run through: $MACHINE, with the changes that the input begins with. */
static uint8_t *original;
static size_t original_size;
static int texts_only; /* if $TEXTS is set */

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    texts_only = getenv("TEXTS") != NULL;
    FILE *file = fopen(getenv("MACHINE"), "rb");
    original = malloc(1 << 24);
    original_size = fread(original, 1, 1 << 24, file);
    fclose(file);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static Machine machine;
    static int loaded;
    if (!loaded) {
        if (machine_load(&machine, original, original_size) != NULL)
            abort();
        loaded = 1;
    }
    if (size < 1)
        return 0;
    /* Loading takes a hundred times longer than running, so texts have a campaign of their own. */
    size_t changes = texts_only ? 0 : data[0] % 8;
    if (changes > 4) {
        try(data + 1, size - 1, data + 1, size - 1);
    } else if (changes == 0) {
        Progress progress = {0, 0};
        const uint8_t *in = data + 1;
        size_t written;
        free(run_all(&machine, 0, &progress, &in, data + size, 1, &written));
        try_wide(&machine, data + 1, size - 1);
    } else if (size > 5 * changes) {
        uint8_t *content = malloc(original_size);
        memcpy(content, original, original_size);
        for (size_t i = 0; i < changes; i++)
            content[number(data + 1 + 5 * i) % original_size] = data[5 + 5 * i];
        try(content, original_size, data + 1 + 5 * changes, size - 1 - 5 * changes);
        free(content);
    }
    return 0;
}

#else

static uint8_t *next(size_t *size) {
    uint8_t length[4];
    if (fread(length, 1, 4, stdin) != 4)
        return NULL;
    *size = number(length);
    uint8_t *content = malloc(*size + !*size);
    return fread(content, 1, *size, stdin) == *size ? content : NULL;
}

int main(void) {
    int ran = 0, refused = 0;
    uint8_t *content, *text;
    size_t content_size, size;
    while ((content = next(&content_size)) != NULL && (text = next(&size)) != NULL) {
        *(try(content, content_size, text, size) ? &ran : &refused) += 1;
        free(content);
        free(text);
    }
    printf("%d %d\n", ran, refused);
    return 0;
}

#endif
