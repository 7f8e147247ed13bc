#pragma once
// Shims that Swift cannot do itself. CTian knows nothing of Tian.
#include "csv_encoding.h"
#include "csv_powers.h"
#include "csv_prefetch.h"
#include "csv_structure.h"
#include "csv_text.h"
#include "tian_memory.h"
#include "tian_open.h"
#include "tian_text.h"
