#pragma once
#include <stdint.h>

enum { tian_power_of_five_max = 65 };
extern const uint64_t tian_powers_of_five[2 * (2 * tian_power_of_five_max + 1)];

/// 5^exponent, from -65 to 65, as 128 bits of which the highest is set: the high word, and the low.
static inline uint64_t tian_power_of_five_high(int exponent) {
  return tian_powers_of_five[2 * (exponent + tian_power_of_five_max)];
}
static inline uint64_t tian_power_of_five_low(int exponent) {
  return tian_powers_of_five[2 * (exponent + tian_power_of_five_max) + 1];
}
