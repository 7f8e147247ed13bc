#include "csv_structure.h"

static const uint8_t quote = '"';

// The masks of one window, a bit a byte.
typedef struct {
  uint64_t quotes, delimiters, newlines, returns;
} masks;

// Bit i of the result is the parity of bits 0 to i.
static inline uint64_t prefix_parity(uint64_t bits) {
  for (int shift = 1; shift < 64; shift <<= 1) bits ^= bits << shift;
  return bits;
}

// Takes a window into account; returns its boundaries outside quotes. `inside` is the running quote parity,
// `last` the window's last bit.
static inline uint64_t boundaries(masks window, uint64_t inside, unsigned last, tian_csv_scan *scan) {
  if (window.quotes | scan->after_closing | scan->after_return) {
    uint64_t ends = window.delimiters | window.newlines;
    uint64_t opening = window.quotes & inside;
    uint64_t closing = window.quotes & ~inside;
    uint64_t may_open = (ends | window.quotes) << 1 | scan->after_boundary;
    uint64_t valid = ~(uint64_t)0 >> (63 - last);
    uint64_t must_end = (closing << 1 | scan->after_closing) & valid;
    // A CR after the closing quote belongs to the line end.
    uint64_t returns = must_end & window.returns & ~window.newlines;
    uint64_t must_feed = (returns << 1 | scan->after_return) & valid;
    scan->stray |= (opening & ~may_open) | (must_end & ~(ends | window.quotes | window.returns)) |
                   (must_feed & ~window.newlines);
    scan->after_closing = closing >> last & 1;
    scan->after_return = returns >> last & 1;
  }
  scan->after_boundary = (window.delimiters | window.newlines | window.quotes) >> last & 1;
  scan->in_quotes = (uint64_t)((int64_t)(inside << (63 - last)) >> 63);
  scan->newline_count += (uint64_t)__builtin_popcountll(window.newlines & ~inside);
  return (window.delimiters | window.newlines) & ~inside;
}

// Writes the set bits' positions, eight at a time; what is written past `bits`' count is overwritten later.
static inline uint32_t *emit(uint64_t bits, uint32_t base, uint32_t *out) {
  uint32_t *end = out + __builtin_popcountll(bits);
  while (bits) {
    for (int step = 0; step < 8; step++) {
      out[step] = base + (uint32_t)(bits ? __builtin_ctzll(bits) : 0);
      bits &= bits - 1;
    }
    out += 8;
  }
  return end;
}

static inline masks cut(masks window, uint64_t valid) {
  return (masks){window.quotes & valid, window.delimiters & valid, window.newlines & valid,
                 window.returns & valid};
}

// The loop over windows; MASKS loads one, PARITY is its prefix parity.
#define INDEX_LOOP(MASKS, PARITY)                                                                          \
  uint32_t *out = positions;                                                                               \
  for (size_t at = 0; at < count; at += 64) {                                                              \
    masks window = MASKS(bytes + at);                                                                      \
    unsigned last = count - at < 64 ? (unsigned)(count - at - 1) : 63;                                     \
    if (last < 63) window = cut(window, ~(uint64_t)0 >> (63 - last));                                      \
    uint64_t inside = PARITY(window.quotes) ^ scan->in_quotes;                                             \
    out = emit(boundaries(window, inside, last, scan), base + (uint32_t)at, out);                          \
  }                                                                                                        \
  return (size_t)(out - positions);

static size_t index_plain(const uint8_t *bytes, size_t count, uint32_t base, uint8_t delimiter,
                          uint8_t newline, tian_csv_scan *scan, uint32_t *positions) {
  size_t found = 0;
  for (size_t at = 0; at < count; at++) {
    uint8_t byte = bytes[at];
    int is_end = byte == delimiter || byte == newline;
    int closed = 0;
    int is_return = byte == '\r' && !is_end;
    if (scan->after_closing && !is_end && byte != quote && !is_return) scan->stray |= 1;
    if (scan->after_return && byte != newline) scan->stray |= 1;
    scan->after_return = scan->after_closing && is_return;
    if (byte == quote) {
      if (!scan->in_quotes && !scan->after_boundary) scan->stray |= 1;
      closed = scan->in_quotes != 0;
      scan->in_quotes = ~scan->in_quotes;
    } else if (is_end && !scan->in_quotes) {
      positions[found++] = base + (uint32_t)at;
      if (byte == newline) scan->newline_count++;
    }
    scan->after_closing = (uint64_t)closed;
    scan->after_boundary = is_end || byte == quote;
  }
  return found;
}

static void count_plain(const uint8_t *bytes, size_t count, uint8_t newline, size_t *quotes,
                        size_t *newlines) {
  size_t quote_count = 0, newline_count = 0;
  for (size_t at = 0; at < count; at++) {
    quote_count += bytes[at] == quote;
    newline_count += bytes[at] == newline;
  }
  *quotes = quote_count;
  *newlines = newline_count;
}

#if defined(__x86_64__)
#include <immintrin.h>

static inline uint64_t equal16(const __m128i *parts, uint8_t byte) {
  __m128i wanted = _mm_set1_epi8((char)byte);
  uint64_t mask = 0;
  for (int part = 0; part < 4; part++)
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(parts[part], wanted)) << (16 * part);
  return mask;
}

static size_t index_vector16(const uint8_t *bytes, size_t count, uint32_t base, uint8_t delimiter,
                             uint8_t newline, tian_csv_scan *scan, uint32_t *positions) {
#define MASKS16(at)                                                                                        \
  ({                                                                                                       \
    const __m128i *from = (const __m128i *)(at);                                                           \
    __m128i parts[4] = {_mm_loadu_si128(from), _mm_loadu_si128(from + 1), _mm_loadu_si128(from + 2),       \
                        _mm_loadu_si128(from + 3)};                                                        \
    (masks){equal16(parts, quote), equal16(parts, delimiter), equal16(parts, newline),                     \
            equal16(parts, '\r')};                                                                         \
  })
  INDEX_LOOP(MASKS16, prefix_parity)
}

__attribute__((target("avx2"))) static inline uint64_t equal32(__m256i low, __m256i high, uint8_t byte) {
  __m256i wanted = _mm256_set1_epi8((char)byte);
  return (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)) |
         (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)) << 32;
}

__attribute__((target("avx2,pclmul,bmi,popcnt"))) static size_t index_vector32(
    const uint8_t *bytes, size_t count, uint32_t base, uint8_t delimiter, uint8_t newline,
    tian_csv_scan *scan, uint32_t *positions) {
#define MASKS32(at)                                                                                        \
  ({                                                                                                       \
    __m256i low = _mm256_loadu_si256((const __m256i *)(at));                                               \
    __m256i high = _mm256_loadu_si256((const __m256i *)((at) + 32));                                       \
    (masks){equal32(low, high, quote), equal32(low, high, delimiter), equal32(low, high, newline),         \
            equal32(low, high, '\r')};                                                                     \
  })
#define PARITY32(bits)                                                                                     \
  ((uint64_t)_mm_cvtsi128_si64(                                                                            \
      _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)(bits)), _mm_set1_epi8((char)0xFF), 0)))
  INDEX_LOOP(MASKS32, PARITY32)
}

__attribute__((target("avx2"))) static void count_vector32(
    const uint8_t *bytes, size_t count, uint8_t newline, size_t *quotes, size_t *newlines) {
  const __m256i zero = _mm256_setzero_si256();
  const __m256i wanted[2] = {_mm256_set1_epi8((char)quote), _mm256_set1_epi8((char)newline)};
  __m256i sums[2] = {zero, zero};
  size_t at = 0;
  while (at + 32 <= count) {
    // A byte lane counts up to 255 before it is added up.
    size_t stop = count - at > 32 * 255 ? at + 32 * 255 : count;
    __m256i lanes[2] = {zero, zero};
    for (; at + 32 <= stop; at += 32) {
      __m256i part = _mm256_loadu_si256((const __m256i *)(bytes + at));
      lanes[0] = _mm256_sub_epi8(lanes[0], _mm256_cmpeq_epi8(part, wanted[0]));
      lanes[1] = _mm256_sub_epi8(lanes[1], _mm256_cmpeq_epi8(part, wanted[1]));
    }
    for (int kind = 0; kind < 2; kind++)
      sums[kind] = _mm256_add_epi64(sums[kind], _mm256_sad_epu8(lanes[kind], zero));
  }
  count_plain(bytes + at, count - at, newline, quotes, newlines);
  uint64_t parts[4];
  _mm256_storeu_si256((__m256i *)parts, sums[0]);
  *quotes += parts[0] + parts[1] + parts[2] + parts[3];
  _mm256_storeu_si256((__m256i *)parts, sums[1]);
  *newlines += parts[0] + parts[1] + parts[2] + parts[3];
}

tian_csv_level tian_csv_best_level(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi")
             ? tian_csv_vector32
             : tian_csv_vector16;
}

#elif defined(__aarch64__)
#include <arm_neon.h>

static inline uint64_t equal16(const uint8x16_t *parts, uint8_t byte) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t wanted = vdupq_n_u8(byte);
  uint8x16_t low = vpaddq_u8(vandq_u8(vceqq_u8(parts[0], wanted), weights),
                             vandq_u8(vceqq_u8(parts[1], wanted), weights));
  uint8x16_t high = vpaddq_u8(vandq_u8(vceqq_u8(parts[2], wanted), weights),
                              vandq_u8(vceqq_u8(parts[3], wanted), weights));
  uint8x16_t sum = vpaddq_u8(low, high);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
}

static size_t index_vector16(const uint8_t *bytes, size_t count, uint32_t base, uint8_t delimiter,
                             uint8_t newline, tian_csv_scan *scan, uint32_t *positions) {
#define MASKS16(at)                                                                                        \
  ({                                                                                                       \
    const uint8_t *from = (at);                                                                            \
    uint8x16_t parts[4] = {vld1q_u8(from), vld1q_u8(from + 16), vld1q_u8(from + 32), vld1q_u8(from + 48)}; \
    (masks){equal16(parts, quote), equal16(parts, delimiter), equal16(parts, newline),                     \
            equal16(parts, '\r')};                                                                         \
  })
  INDEX_LOOP(MASKS16, prefix_parity)
}

tian_csv_level tian_csv_best_level(void) { return tian_csv_vector16; }

#else

tian_csv_level tian_csv_best_level(void) { return tian_csv_plain; }

#endif

size_t tian_csv_index(tian_csv_level level, const uint8_t *bytes, size_t count, uint32_t base,
                      uint8_t delimiter, uint8_t newline, tian_csv_scan *scan, uint32_t *positions) {
#if defined(__x86_64__)
  if (level == tian_csv_vector32)
    return index_vector32(bytes, count, base, delimiter, newline, scan, positions);
#endif
#if defined(__x86_64__) || defined(__aarch64__)
  if (level == tian_csv_vector16)
    return index_vector16(bytes, count, base, delimiter, newline, scan, positions);
#endif
  return index_plain(bytes, count, base, delimiter, newline, scan, positions);
}

void tian_csv_count(tian_csv_level level, const uint8_t *bytes, size_t count, uint8_t newline,
                    size_t *quotes, size_t *newlines) {
#if defined(__x86_64__)
  if (level == tian_csv_vector32) {
    count_vector32(bytes, count, newline, quotes, newlines);
    return;
  }
#endif
  // The compiler makes vectors of this one by itself.
  count_plain(bytes, count, newline, quotes, newlines);
}

size_t tian_csv_index_careful(const uint8_t *bytes, size_t count, uint32_t base, uint8_t delimiter,
                              uint8_t newline, uint8_t *state, uint32_t *positions, uint64_t *newline_count) {
  size_t found = 0;
  uint8_t now = *state;
  for (size_t at = 0; at < count; at++) {
    uint8_t byte = bytes[at];
    if (now == tian_csv_quoted) {
      if (byte == quote) now = tian_csv_quote_seen;
    } else if (now == tian_csv_stray && byte != newline) {
      if (byte == quote) now = tian_csv_stray_seen;
    } else if (byte == delimiter || byte == newline) {
      positions[found++] = base + (uint32_t)at;
      *newline_count += byte == newline;
      now = tian_csv_cell_start;
    } else if (now == tian_csv_cell_start) {
      now = byte == quote ? tian_csv_quoted : tian_csv_unquoted;
    } else if (now == tian_csv_quote_seen || now == tian_csv_closed) {
      // `""` is one quote; spaces may stand between the closing quote and the boundary; else it was no end.
      if (byte == ' ' || byte == '\t' || byte == '\r') now = tian_csv_closed;
      else if (byte == quote) now = now == tian_csv_quote_seen ? tian_csv_quoted : tian_csv_stray_seen;
      else now = tian_csv_stray;
    } else if (now == tian_csv_stray_seen) {
      if (byte != quote && byte != ' ' && byte != '\t' && byte != '\r') now = tian_csv_stray;
    }
  }
  *state = now;
  return found;
}
