#pragma once
// Regular expressions by RE2, whose cost is linear in the text whatever the pattern.
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What one pattern may take for its program and its automata: past it RE2 gives up the pattern, or goes on by a
/// slower automaton of constant size.
enum { tian_pattern_bytes_max = 16 << 20 };

typedef struct tian_pattern tian_pattern;

/// A pattern in UTF-8, ready to match; NULL where RE2 does not take it or memory runs out. Freed by the caller.
tian_pattern *tian_pattern_make(const char *pattern, size_t count);
void tian_pattern_free(tian_pattern *pattern);

/// Whether it matches anywhere in a text.
bool tian_pattern_matches(const tian_pattern *pattern, const char *text, size_t count);

/// Where the first match, or a group of it, lies: `from` and `to` by byte, both 0 for a group that took no part.
/// False where nothing matches.
bool tian_pattern_find(
    const tian_pattern *pattern, const char *text, size_t count, int group, size_t *from, size_t *to);

/// Replaces all matches of a text; `\1` in the replacement is a group, `\0` the match, `\\` a backslash. What
/// comes of it belongs to the pattern and lasts until the next call. False where memory runs out.
bool tian_pattern_replace(
    tian_pattern *pattern, const char *text, size_t count, const char *replacement, size_t replacement_count,
    const char **replaced, size_t *replaced_count);

#ifdef __cplusplus
}
#endif
