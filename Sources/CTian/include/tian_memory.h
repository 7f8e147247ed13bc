#pragma once
#include <stddef.h>

// Swift's own allocations abort when memory runs out; these return NULL.

/// Memory of at least `bytes` bytes, aligned to 64, not zeroed; NULL where there is none.
void *tian_allocate(size_t bytes);
/// The same, zeroed: for tables that are looked up at random. Large ones are asked to lie on huge pages.
void *tian_allocate_zeroed(size_t bytes);
/// Gives back what either returned; `bytes` as asked for. NULL is allowed.
void tian_free(void *memory, size_t bytes);
