#pragma once
// Shims that Swift cannot do itself. CTian knows nothing of Tian.
#include "tian_memory.h"
#include "tian_text.h"
