#include "ctian.h"
