#include "ctianedit.h"
