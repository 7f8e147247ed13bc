#pragma once
// The tables of characters in `tables/`, as they are, within the program. tables/README.md tells what each line
// is, where it comes from and under which licence.
#include <stddef.h>

typedef struct {
  const unsigned char *bytes;
  size_t count;
} tian_text_table;

/// Character and the character it folds to: width, case and Traditional taken away.
tian_text_table tian_text_fold(void);
/// Traditional and Simplified, characters and phrases.
tian_text_table tian_text_simplified(void);
/// Simplified and Traditional, characters and phrases.
tian_text_table tian_text_traditional(void);
/// A syllable and the characters read so.
tian_text_table tian_text_pinyin(void);
/// Phrases that are read otherwise than their characters, and their syllables.
tian_text_table tian_text_pinyin_phrases(void);
