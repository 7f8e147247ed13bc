#pragma once
#include <stddef.h>
#include <stdint.h>

// Where the cells of a CSV text end: delimiters and newlines outside quotes, found 64 bytes at a time.

/// What one window tells the next. Zero means: at the start of a record.
typedef struct {
  /// All ones inside quotes, else zero.
  uint64_t in_quotes;
  /// One where the byte before ends a cell or is a quote, so that a quote may open here.
  uint64_t after_boundary;
  /// One where the byte before is a quote that closed: only a boundary or another quote may follow.
  uint64_t after_closing;
  /// One where a CR after such a quote came before: only a newline may follow.
  uint64_t after_return;
  /// Not zero once a quote stood where RFC 4180 has none; what was found since may be wrong.
  uint64_t stray;
  /// Newlines outside quotes so far.
  uint64_t newline_count;
} tian_csv_scan;

typedef enum { tian_csv_plain, tian_csv_vector16, tian_csv_vector32 } tian_csv_level;

/// The widest level that this processor has.
tian_csv_level tian_csv_best_level(void);

/// Writes the positions, plus `base`, of every delimiter and newline outside quotes; returns how many.
/// `bytes` must be readable 64 bytes past `count`; `positions` needs room for `count + 8`.
size_t tian_csv_index(tian_csv_level level, const uint8_t *bytes, size_t count, uint32_t base,
                      uint8_t delimiter, uint8_t newline, tian_csv_scan *scan, uint32_t *positions);

/// Counts quotes and newlines, wherever they stand.
void tian_csv_count(tian_csv_level level, const uint8_t *bytes, size_t count, uint8_t newline,
                    size_t *quotes, size_t *newlines);

/// How the careful reading stands between two bytes. A quote means something only at the start of a cell;
/// inside quotes, one that is followed by other text than a boundary stands for itself, and the cell ends with
/// its line.
typedef enum {
  tian_csv_cell_start,
  tian_csv_unquoted,
  tian_csv_quoted,
  tian_csv_quote_seen,
  tian_csv_closed,
  tian_csv_stray,
  tian_csv_stray_seen,
} tian_csv_state;

/// The same as `tian_csv_index` for files with stray quotes, byte by byte. Counts newlines outside quotes.
size_t tian_csv_index_careful(const uint8_t *bytes, size_t count, uint32_t base, uint8_t delimiter,
                              uint8_t newline, uint8_t *state, uint32_t *positions, uint64_t *newline_count);
