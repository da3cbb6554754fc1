/* Types KEYS by a table and prints the text: cc client.c && ./a.out TABLE KEYS   (U+0008 is the Backspace key) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static FILE *requests, *answers;
static char answer[1 << 16], text[1 << 16];

static void call(const char *method, const char *params) {
    fprintf(requests, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{%s}}\n", method, params);
    fflush(requests);
    if (!fgets(answer, sizeof answer, answers) || strstr(answer, "\"error\":")) fputs(answer, stderr), exit(1);
}

/* What stands behind a name in the last answer, or NULL: a field of each answer here stands in it once. */
static const char *field(const char *name) {
    const char *at = strstr(answer, name);
    return at ? at + strlen(name) : NULL;
}

/* The next byte of a JSON string: \n, \", \\ and the like stand for one, \u here for controls only. */
static char letter(const char **at) {
    static const char from[] = "ntrbf", to[] = "\n\t\r\b\f";
    if (*(*at)++ != '\\') return (*at)[-1];
    char escape = *(*at)++;
    if (escape == 'u') return *at += 4, (char)strtol((char[]){(*at)[-2], (*at)[-1], 0}, NULL, 16);
    return strchr(from, escape) ? to[strchr(from, escape) - from] : escape;
}

static void apply(void) {
    const char *deleted = field("\"delete\":"), *insert = field("\"insert\":\"");
    char *end = text + strlen(text);
    /* A null in place of an edit: nothing is remembered, so the host deletes by itself. */
    for (int left = deleted ? atoi(deleted) : 1; left > 0 && end > text; left--)
        do end--; while (end > text && (*end & 0xC0) == 0x80); /* code points, in UTF-8 */
    while (insert && *insert != '"') *end++ = letter(&insert);
    *end = 0;
}

int main(int count, char **arguments) {
    int to[2], from[2];
    if (count != 3 || pipe(to) || pipe(from)) return 2;
    if (fork() == 0) {
        dup2(to[0], 0), dup2(from[1], 1), close(to[1]), close(from[0]);
        execlp("translit", "translit", "engine", "--stdio", (char *)NULL);
        _exit(127);
    }
    close(to[0]), close(from[1]);
    requests = fdopen(to[1], "w"), answers = fdopen(from[0], "r");
    char params[256];
    snprintf(params, sizeof params, "\"table\":\"%s\"", arguments[1]);
    call("open", params);
    int session = atoi(field("\"session\":"));
    for (const char *key = arguments[2]; *key;) {
        int length = 1;
        while ((key[length] & 0xC0) == 0x80) length++;
        if (*key == '\b') snprintf(params, sizeof params, "\"session\":%d", session);
        else if (length > 1) snprintf(params, sizeof params, "\"session\":%d,\"key\":\"%.*s\"", session, length, key);
        else snprintf(params, sizeof params, "\"session\":%d,\"key\":\"\\u%04x\"", session, *key);
        call(*key == '\b' ? "backspace" : "feed", params);
        apply();
        key += length;
    }
    puts(text);
    return 0;
}
