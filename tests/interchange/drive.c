/* Types into exported tables: reads commands, a line each, and answers each with a line. test_c.py writes the list of
 * tables. `t N` takes a table, `r` begins anew, `f POINT` feeds, `p LEVEL POINT` presses, `b` takes back, `c HEX` converts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tables.h"

static char line[1 << 20], given[1 << 19], out[1 << 19];

static void hex(const char *text, size_t bytes) {
    putchar(' ');
    for (size_t i = 0; i < bytes; i++) printf("%02x", (unsigned char)text[i]);
    if (!bytes) putchar('-');
}

int main(void) {
    const struct table *table = tables;
    while (fgets(line, sizeof line, stdin)) {
        char *rest = line + 1;
        if (*line == 't') table = tables + atoi(rest);
        else if (*line == 'r') table->reset();
        else if (*line == 'c') {
            size_t bytes = 0, needed;
            unsigned byte;
            for (rest++; sscanf(rest, "%2x", &byte) == 1; rest += 2) given[bytes++] = (char)byte;
            /* What there is room for has to be whole, and nothing may be written behind it. */
            char *exact = malloc(bytes + 1), *room;
            memcpy(exact, given, bytes);
            needed = table->convert(exact, bytes, out, sizeof out);
            room = malloc(needed / 2 + 1);
            if (table->convert(exact, bytes, room, needed / 2) != needed || memcmp(room, out, needed / 2)) return 3;
            free(room), free(exact);
            hex(out, needed);
        } else {
            unsigned long first = strtoul(rest, &rest, 10), second = strtoul(rest, NULL, 10);
            table->act(*line, (unsigned)first, (unsigned)second);
        }
        putchar('\n');
    }
    return 0;
}
