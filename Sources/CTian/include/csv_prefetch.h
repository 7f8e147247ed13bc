#pragma once

/// Asks for the memory at an address to be brought near; any address is allowed.
static inline void tian_prefetch(const void *address) { __builtin_prefetch(address); }
