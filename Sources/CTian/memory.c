#include "tian_memory.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// From this size on a block comes straight from the kernel.
static const size_t mapped_bytes_min = (size_t)4 << 20;

// Blocks given back are kept for the next that asks: clearing new pages costs more than most of the work done in
// them. At most so many bytes and so many blocks, the oldest going first.
static const size_t kept_bytes_max = (size_t)256 << 20;
enum { kept_count_max = 32 };

static pthread_mutex_t kept_lock = PTHREAD_MUTEX_INITIALIZER;
static struct { void *memory; size_t bytes; } kept[kept_count_max];
static int kept_count;
static size_t kept_bytes;

// Sizes are rounded up to four steps a power of two, so that blocks fit one another; what is not touched of them
// takes no memory.
static size_t rounded(size_t bytes) {
  size_t step = (size_t)1 << (61 - __builtin_clzll((unsigned long long)bytes));
  return (bytes + step - 1) & ~(step - 1);
}

static void *take_kept(size_t bytes) {
  void *memory = NULL;
  pthread_mutex_lock(&kept_lock);
  for (int i = kept_count - 1; i >= 0 && !memory; i--) {
    if (kept[i].bytes != bytes) continue;
    memory = kept[i].memory;
    kept_bytes -= bytes;
    memmove(&kept[i], &kept[i + 1], sizeof kept[0] * (size_t)(--kept_count - i));
  }
  pthread_mutex_unlock(&kept_lock);
  return memory;
}

// The kernel needs a tenth of a second for a gigabyte that it gets back, and nobody who stops a query is to
// wait for that: a thread gives back what is not kept, as long as there is something. The list is in the blocks.
typedef struct leaving { struct leaving *next; size_t bytes; } leaving;
static leaving *leaving_first;
static int is_unmapping;
static pthread_cond_t unmapped = PTHREAD_COND_INITIALIZER;

static void *unmap_all(void *unused) {
  pthread_mutex_lock(&kept_lock);
  while (leaving_first) {
    leaving *block = leaving_first;
    leaving_first = NULL;
    pthread_mutex_unlock(&kept_lock);
    while (block) {
      leaving *next = block->next;
      munmap(block, block->bytes);
      block = next;
    }
    pthread_mutex_lock(&kept_lock);
  }
  is_unmapping = 0;
  pthread_cond_broadcast(&unmapped);
  pthread_mutex_unlock(&kept_lock);
  return unused;
}

// Under the lock.
static void leave(void *memory, size_t bytes) {
  leaving *block = memory;
  block->next = leaving_first;
  block->bytes = bytes;
  leaving_first = block;
}

static void keep(void *memory, size_t bytes) {
  pthread_mutex_lock(&kept_lock);
  int is_kept = bytes <= kept_bytes_max / 2;
  if (!is_kept) leave(memory, bytes);
  while (is_kept && (kept_count == kept_count_max || kept_bytes + bytes > kept_bytes_max)) {
    leave(kept[0].memory, kept[0].bytes);
    kept_bytes -= kept[0].bytes;
    memmove(&kept[0], &kept[1], sizeof kept[0] * (size_t)--kept_count);
  }
  if (is_kept) {
    kept[kept_count].memory = memory;
    kept[kept_count++].bytes = bytes;
    kept_bytes += bytes;
  }
  int starts = leaving_first && !is_unmapping;
  if (starts) is_unmapping = 1;
  pthread_mutex_unlock(&kept_lock);
  if (!starts) return;
  pthread_t thread;
  if (pthread_create(&thread, NULL, unmap_all, NULL) == 0) pthread_detach(thread);
  else unmap_all(NULL);
}

static void wait_until_unmapped(void) {
  pthread_mutex_lock(&kept_lock);
  while (is_unmapping) pthread_cond_wait(&unmapped, &kept_lock);
  pthread_mutex_unlock(&kept_lock);
}

static void *map(size_t bytes, int is_table) {
  void *memory = MAP_FAILED;
  for (int attempt = 0; attempt < 2 && memory == MAP_FAILED; attempt++) {
    if (attempt > 0) wait_until_unmapped();
    memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  }
  if (memory == MAP_FAILED) return NULL;
#ifdef MADV_HUGEPAGE
  // A table looked up at random is faster on huge pages. A column, read from end to end, gains nothing by them,
  // and clearing cold ones costs several times what small ones do.
  if (is_table) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return memory;
}

static void *allocate_small(size_t bytes) {
  void *memory = NULL;
  return posix_memalign(&memory, 64, bytes ? bytes : 64) == 0 ? memory : NULL;
}

void *tian_allocate(size_t bytes) {
  if (bytes < mapped_bytes_min) return allocate_small(bytes);
  if (bytes > SIZE_MAX / 2) return NULL;
  void *memory = take_kept(rounded(bytes));
  return memory ? memory : map(rounded(bytes), 0);
}

void *tian_allocate_zeroed(size_t bytes) {
  if (bytes > SIZE_MAX / 2) return NULL;
  void *memory = bytes < mapped_bytes_min ? allocate_small(bytes) : take_kept(rounded(bytes));
  if (memory) return memset(memory, 0, bytes);
  return bytes < mapped_bytes_min ? NULL : map(rounded(bytes), 1);
}

void tian_free(void *memory, size_t bytes) {
  if (!memory) return;
  if (bytes < mapped_bytes_min) free(memory);
  else keep(memory, rounded(bytes));
}
