#include "tian_memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// From this size on a block comes straight from the kernel: zeroed already, and given back at once.
static const size_t mapped_bytes_min = (size_t)4 << 20;

static void *map(size_t bytes, int is_table) {
  void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return NULL;
#ifdef MADV_HUGEPAGE
  // A table looked up at random is faster on huge pages. A column, read from end to end, gains nothing by them,
  // and clearing cold ones costs several times what small ones do.
  if (is_table) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return memory;
}

static void *allocate(size_t bytes, int is_table) {
  if (bytes >= mapped_bytes_min) return map(bytes, is_table);
  void *memory = NULL;
  return posix_memalign(&memory, 64, bytes ? bytes : 64) == 0 ? memory : NULL;
}

void *tian_allocate(size_t bytes) { return allocate(bytes, 0); }

void *tian_allocate_zeroed(size_t bytes) {
  void *memory = allocate(bytes, 1);
  if (memory && bytes < mapped_bytes_min) memset(memory, 0, bytes);
  return memory;
}

void tian_free(void *memory, size_t bytes) {
  if (!memory) return;
  if (bytes >= mapped_bytes_min) munmap(memory, bytes);
  else free(memory);
}
