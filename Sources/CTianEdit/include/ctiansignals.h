// What the process is told by signals, as flags and descriptors to wait on. The handlers are in C because a
// handler may run at any instant, in the middle of anything the Swift runtime does.
#pragma once
#include <stdbool.h>

/// Installs the handlers for Ctrl-C. False when the system refuses a descriptor.
bool tian_interrupt_install(void);
/// Sets the flag and wakes who waits, as the signal does.
void tian_interrupt_request(void);
bool tian_interrupt_is_pending(void);
/// Whether an interrupt was pending; it no longer is.
bool tian_interrupt_take(void);
/// Readable while an interrupt is pending; -1 before the installation.
int tian_interrupt_descriptor(void);

enum {
  /// The terminal has another size.
  TIAN_TERMINAL_RESIZED = 1,
  /// The process was stopped and goes on; a shell may have changed the terminal's modes and its contents.
  TIAN_TERMINAL_RESUMED = 2,
};

/// Installs the handlers for changes of the terminal.
bool tian_terminal_change_install(void);
/// What happened to the terminal since the last call.
int tian_terminal_change_take(void);
/// Readable while a change is pending; -1 before the installation.
int tian_terminal_change_descriptor(void);
