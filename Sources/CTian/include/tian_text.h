#pragma once
#include <stddef.h>
#include <stdint.h>

/// Where `wanted` first stands in `text`; NULL where it does not. glibc's memmem, which its headers give only to
/// _GNU_SOURCE. Linear in the worst case (two-way search).
const uint8_t *tian_find(const uint8_t *text, size_t text_bytes, const uint8_t *wanted, size_t wanted_bytes);
