#include "ctianpattern.h"

#include <re2/re2.h>

#include <new>
#include <stdexcept>
#include <string>

static constexpr int group_count_max = 10;

struct tian_pattern {
  RE2 re2;
  std::string replaced;

  tian_pattern(re2::StringPiece pattern, const RE2::Options &options) : re2(pattern, options) {}
};

tian_pattern *tian_pattern_make(const char *pattern, size_t count) {
  try {
    RE2::Options options(RE2::Quiet);
    options.set_max_mem(tian_pattern_bytes_max);
    auto made = new tian_pattern(re2::StringPiece(pattern, count), options);
    if (made->re2.ok()) return made;
    delete made;
  } catch (const std::bad_alloc &) {
  }
  return nullptr;
}

void tian_pattern_free(tian_pattern *pattern) { delete pattern; }

bool tian_pattern_matches(const tian_pattern *pattern, const char *text, size_t count) {
  return pattern->re2.Match(re2::StringPiece(text, count), 0, count, RE2::UNANCHORED, nullptr, 0);
}

bool tian_pattern_find(
    const tian_pattern *pattern, const char *text, size_t count, int group, size_t *from, size_t *to) {
  re2::StringPiece groups[group_count_max];
  if (group < 0 || group >= group_count_max || group > pattern->re2.NumberOfCapturingGroups()) return false;
  re2::StringPiece whole(text, count);
  if (!pattern->re2.Match(whole, 0, count, RE2::UNANCHORED, groups, group + 1)) return false;
  const char *start = groups[group].data();
  *from = start == nullptr ? 0 : static_cast<size_t>(start - text);
  *to = *from + groups[group].size();
  return true;
}

bool tian_pattern_replace(
    tian_pattern *pattern, const char *text, size_t count, const char *replacement, size_t replacement_count,
    const char **replaced, size_t *replaced_count) {
  try {
    std::string &out = pattern->replaced;
    out.assign(text, count);
    RE2::GlobalReplace(&out, pattern->re2, re2::StringPiece(replacement, replacement_count));
    *replaced = out.data();
    *replaced_count = out.size();
    return true;
  } catch (const std::bad_alloc &) {
    return false;
  } catch (const std::length_error &) {
    return false;
  }
}
