/* Characters of one to three bytes, sixty-four bytes at a time: where they begin is found for all of them at once, so that
   no step waits for the length of the character before, and no branch has to guess it.

   Included by _loop.c. A step then waits for the row that the step before leads to, and for nothing else. */

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#endif
#ifdef _MSC_VER
#include <intrin.h>
#endif

#define BLOCKED 64             /* bytes of a block, one bit each */
#define ENOUGH 16              /* bytes of plain text that are worth it, and characters to wait after less */
#define MOST (INLINE + WIDEST) /* bytes that a step here writes */
#define TWO_BYTES 0x800        /* what two bytes of UTF-8 can tell */

/* The loop needs all registers that there are. */
#if defined(__GNUC__)
#define APART __attribute__((noinline))
#elif defined(_MSC_VER)
#define APART __declspec(noinline)
#else
#define APART
#endif

/* Let nobody add to an address what is known late before what is known early. */
#ifdef __GNUC__
#define AS_IT_IS(address) __asm__("" : "+r"(address))
#else
#define AS_IT_IS(address) (void)0
#endif

/* Which bytes are not ASCII, follow in a character, begin one of two bytes, or of three whatever follows. */
typedef struct {
    uint64_t high, follows, two, three;
} Kinds;

typedef struct {
    uint64_t starts; /* where characters begin */
    size_t length;   /* bytes up to what is not plain */
    size_t widest;   /* of its characters, in bytes */
} Plain;

#if defined(__SSE2__) || defined(_M_X64)

static inline uint64_t bits_of(__m128i bytes, int place) {
    return (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << place;
}

static inline __m128i between(__m128i bytes, uint8_t low, uint8_t high) {
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)low)), _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)high)));
}

static inline Kinds kinds_of(const uint8_t *at) {
    Kinds kinds = {0};
    for (int i = 0; i < BLOCKED; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(at + i));
        __m128i unsure = _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xED));
        kinds.high |= bits_of(bytes, i);
        kinds.follows |= bits_of(_mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xC0)), i);
        kinds.two |= bits_of(between(bytes, 0xC1, 0xE0), i);
        kinds.three |= bits_of(_mm_andnot_si128(unsure, between(bytes, 0xE0, 0xF0)), i);
    }
    return kinds;
}

#else

#define EACH(byte) ((byte) * 0x0101010101010101u)

static inline uint64_t bits_of(uint64_t bytes, int place) {
    return ((bytes >> 7 & EACH(1)) * 0x0102040810204080u >> 56) << place;
}

static inline Kinds kinds_of(const uint8_t *at) {
    Kinds kinds = {0};
    uint64_t any = 0;
    for (int i = 0; i < BLOCKED; i += 8)
        any |= number(at + i) | (uint64_t)number(at + i + 4) << 32;
    if (!(any & EACH(0x80)))
        return kinds;
    for (int i = 0; i < BLOCKED; i += 8, at += 8) {
        uint64_t bytes = number(at) | (uint64_t)number(at + 4) << 32;
        uint64_t high = bytes, second = bytes << 1, third = bytes << 2, fourth = bytes << 3;
        /* The high bit of each: whether some bits of it are set. */
        uint64_t over_c1 = (bytes & EACH(0x1E)) + EACH(0x7E), over_e0 = (bytes & EACH(0x0F)) + EACH(0x7F);
        uint64_t not_ed = ((bytes ^ EACH(0x0D)) & EACH(0x0F)) + EACH(0x7F);
        kinds.high |= bits_of(high, i);
        kinds.follows |= bits_of(high & ~second, i);
        kinds.two |= bits_of(high & second & ~third & over_c1, i);
        kinds.three |= bits_of(high & second & third & ~fourth & over_e0 & not_ed, i);
    }
    return kinds;
}

#endif

/* Return the place of the lowest bit that is set. */
static inline size_t lowest(uint64_t bits) {
#if defined(__GNUC__) && defined(__x86_64__)
    /* Where a processor has tzcnt this is tzcnt, which not every compiler dares to write. */
    uint64_t place;
    __asm__("rep bsfq %1, %0" : "=r"(place) : "r"(bits) : "cc");
    return place;
#elif defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#elif defined(_MSC_VER) && defined(_WIN64)
    unsigned long place;
    _BitScanForward64(&place, bits);
    return place;
#else
    size_t place = 0;
    for (; !(bits & 1); bits >>= 1)
        place++;
    return place;
#endif
}

/* Return where sixteen bits that are set begin. */
static inline uint64_t runs_of(uint64_t bits) {
    for (int width = 1; width < ENOUGH; width *= 2)
        bits &= bits >> width;
    return bits;
}

static inline uint64_t below(size_t place) {
    return place < BLOCKED ? ((uint64_t)1 << place) - 1 : UINT64_MAX;
}

/* Tell of BLOCKED bytes which are plain: whole characters of UTF-8, but for those whose validity takes a closer look.
   A run of ASCII is told of alone. */
static inline Plain find_plain(const uint8_t *at) {
    Kinds kinds = kinds_of(at);
    if (kinds.high == 0)
        return (Plain){UINT64_MAX, BLOCKED, 1};
    uint64_t leads = kinds.two | kinds.three, run = runs_of(~kinds.high);
    if (run & 1)
        return (Plain){UINT64_MAX, lowest(kinds.high), 1};
    uint64_t odd = (kinds.follows ^ (leads << 1 | kinds.three << 2)) | (kinds.high & ~(kinds.follows | leads)) | run;
    size_t length = odd ? lowest(odd) : BLOCKED;
    /* A character that is cut off there does not count. */
    if (length > 0 && leads >> (length - 1) & 1)
        length -= 1;
    else if (length > 1 && kinds.three >> (length - 2) & 1)
        length -= 2;
    return (Plain){~kinds.follows & below(length), length, kinds.three & below(length) ? 3 : 2};
}

/* Return where in a row the steps of a character of so many bytes stand, in bytes. */
static inline uint32_t place_of(const Machine *machine, uint32_t point, uint32_t width) {
    uint32_t class = machine->class_of[point];
    return (class < KINDS && width > 1 ? machine->classes + 1 + (width - 2) * KINDS + class : class) * (uint32_t)sizeof(Step);
}

/* Return two bytes as a number, whichever order those of this machine have. */
static inline uint16_t pair_at(const uint8_t *at) {
    uint16_t pair;
    memcpy(&pair, at, 2);
    return pair;
}

/* Return a byte of ASCII as such a number, with any other behind it. */
static inline uint16_t pair_of(uint8_t byte) {
    return (uint16_t)(*(const uint8_t *)&(const uint16_t){1} ? byte : byte << 8);
}

/* Fill in the columns of characters of two bytes at most, by their first two bytes; of ASCII the second may be any. */
static void load_columns(Machine *machine) {
    for (uint32_t point = 0; point < 0x80; point++)
        for (uint32_t second = 0; second < 0x100; second++)
            machine->columns[pair_at((uint8_t[]){(uint8_t)point, (uint8_t)second})] = place_of(machine, point, 1);
    for (uint32_t point = 0x80; point < TWO_BYTES; point++) {
        uint8_t text[WIDEST];
        encode(point, text);
        machine->columns[pair_at(text)] = place_of(machine, point, 2);
    }
}

/* Do a step, if all that it writes stands in it; return whether it was done. */
static inline int step_at_once(const uint8_t *column, size_t *row, uint8_t **out, const uint8_t *character, size_t width) {
    const uint8_t *again = column;
    AS_IT_IS(column);
    AS_IT_IS(again);
    const Step *step = (const Step *)(column + *row);
    uint32_t total = step->total;
    if (total == LONG)
        return 0;
    uint32_t next;
    memcpy(&next, again + *row, sizeof next);
    memcpy(*out, step->text, INLINE);
    memcpy(*out + step->length, character, width);
    *out += total;
    *row = next;
    return 1;
}

/* Do a step that writes much, or reads a composed character. */
static APART Place step_other(const Machine *machine, Place place, const uint8_t *at) {
    uint32_t point = 0;
    size_t length = (size_t)decode(at, at + 3, &point);
    return step_over(machine, &machine->narrow, point, machine->class_of[point], at, length, place);
}

/* Do the steps of characters that begin where bits are set, none of them of more than `widest` bytes, down to one that is
   not done at once; return which are left. */
static inline uint64_t step_each(const Machine *machine, const uint8_t *block, uint64_t starts, size_t widest, Place *place) {
    const uint8_t *steps = (const uint8_t *)machine->narrow.steps;
    const uint32_t *columns = machine->columns;
    uint8_t *out = place->out;
    size_t row = place->row;
    for (; starts; starts &= starts - 1) {
        const uint8_t *from = block + lowest(starts);
        uint8_t character[WIDEST];
        memcpy(character, from, widest > 2 ? WIDEST : 2);
        uint32_t column = columns[pair_at(character)];
        if (widest > 2 && character[0] >= 0xE0)
            column = place_of(machine, (from[0] & 0x0Fu) << 12 | (from[1] & 0x3Fu) << 6 | (from[2] & 0x3Fu), 3);
        if (!step_at_once(steps + column, &row, &out, character, widest > 2 ? WIDEST : 2))
            break;
    }
    *place = (Place){out, (uint32_t)row};
    return starts;
}

static APART uint64_t step_each_of_two(const Machine *machine, const uint8_t *block, uint64_t starts, Place *place) {
    return step_each(machine, block, starts, 2, place);
}

static APART uint64_t step_each_of_three(const Machine *machine, const uint8_t *block, uint64_t starts, Place *place) {
    return step_each(machine, block, starts, 3, place);
}

static APART uint64_t step_each_of_one(const Machine *machine, const uint8_t *block, size_t length, Place *place) {
    const uint8_t *steps = (const uint8_t *)machine->narrow.steps, *from = block, *end = block + length;
    const uint32_t *columns = machine->columns;
    uint8_t *out = place->out;
    size_t row = place->row;
    while (from < end && step_at_once(steps + columns[pair_of(*from)], &row, &out, from, 1))
        from++;
    *place = (Place){out, (uint32_t)row};
    return from < end ? below(length) << (from - block) & below(length) : 0;
}

/* Run through plain text, as far as it goes in blocks with room enough. */
static APART Place run_plain(const Machine *machine, Place place, const uint8_t **in, const uint8_t *end, const uint8_t *full) {
    const uint8_t *at = *in;
    uint8_t last[BLOCKED + WIDEST];
    size_t left;
    while ((left = (size_t)(end - at)) >= ENOUGH && full - place.out >= BLOCKED * MOST) {
        const uint8_t *block = at;
        if (left < sizeof last) {
            /* Nothing behind the end is read. */
            memset(last, 0xFF, sizeof last);
            block = memcpy(last, at, left < BLOCKED ? left : BLOCKED);
        }
        Plain plain = find_plain(block);
        uint64_t starts = plain.widest == 1   ? step_each_of_one(machine, block, plain.length, &place)
                          : plain.widest == 2 ? step_each_of_two(machine, block, plain.starts, &place)
                                              : step_each_of_three(machine, block, plain.starts, &place);
        while (starts) {
            place = step_other(machine, place, block + lowest(starts));
            starts &= starts - 1;
            if (full - place.out < BLOCKED * MOST) {
                plain.length = starts ? lowest(starts) : plain.length;
                break;
            }
            starts = step_each_of_three(machine, block, starts, &place);
        }
        at += plain.length;
        if (plain.length == 0)
            break;
    }
    *in = at;
    return place;
}
