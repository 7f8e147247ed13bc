#include "ctiansignals.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

// The descriptor wakes a poll in whichever thread waits, and stays readable: no race between looking at the
// flag and falling asleep, and no dependence on which thread the signal reached.
typedef struct {
  atomic_int pending;
  atomic_int descriptor_and_one;
} event;

static event interrupt;
static event terminal_change;

static void post(event *it, int what) {
  int saved = errno;
  atomic_fetch_or(&it->pending, what);
  int descriptor = atomic_load(&it->descriptor_and_one) - 1;
  uint64_t one = 1;
  if (descriptor >= 0 && write(descriptor, &one, sizeof one) < 0) {
    // The counter is full: who waits is awake already.
  }
  errno = saved;
}

static int take(event *it) {
  int descriptor = atomic_load(&it->descriptor_and_one) - 1;
  uint64_t count;
  if (descriptor >= 0 && read(descriptor, &count, sizeof count) < 0) {
    // Nothing to drain.
  }
  return atomic_exchange(&it->pending, 0);
}

static bool install(event *it, const int *signals, int count, void (*handler)(int)) {
  if (atomic_load(&it->descriptor_and_one) == 0) {
    int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (descriptor < 0) return false;
    atomic_store(&it->descriptor_and_one, descriptor + 1);
  }
  // Without SA_RESTART, so that a blocking call returns and the flag is seen.
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  for (int i = 0; i < count; i++)
    if (sigaction(signals[i], &action, NULL) != 0) return false;
  return true;
}

static void on_interrupt(int number) {
  (void)number;
  post(&interrupt, 1);
}

static void on_terminal_change(int number) {
  post(&terminal_change, number == SIGCONT ? TIAN_TERMINAL_RESUMED : TIAN_TERMINAL_RESIZED);
}

bool tian_interrupt_install(void) {
  return install(&interrupt, (const int[]){SIGINT}, 1, on_interrupt);
}

void tian_interrupt_request(void) { post(&interrupt, 1); }

bool tian_interrupt_is_pending(void) { return atomic_load(&interrupt.pending) != 0; }

bool tian_interrupt_take(void) { return take(&interrupt) != 0; }

int tian_interrupt_descriptor(void) { return atomic_load(&interrupt.descriptor_and_one) - 1; }

bool tian_terminal_change_install(void) {
  return install(&terminal_change, (const int[]){SIGWINCH, SIGCONT}, 2, on_terminal_change);
}

int tian_terminal_change_take(void) { return take(&terminal_change); }

int tian_terminal_change_descriptor(void) { return atomic_load(&terminal_change.descriptor_and_one) - 1; }
