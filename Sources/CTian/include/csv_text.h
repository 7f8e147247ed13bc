#pragma once
#include <stddef.h>
#include <stdint.h>

/// How many bytes from the start are UTF-8 (Unicode 15, table 3-7) without a zero byte; `count` where all are.
size_t tian_csv_text_length(const uint8_t *bytes, size_t count);
