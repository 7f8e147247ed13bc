// libedit behind plain functions: its setters are variadic, which Swift cannot call, and some of its habits
// need care (see ctianedit.c). It holds the line and answers the keys; drawing is the client's. Text is
// UTF-32, which is what wchar_t holds where libedit runs.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct tian_edit tian_edit;

#define TIAN_CLOSED __attribute__((enum_extensibility(closed)))
#define TIAN_NAME(name) __attribute__((swift_name(name)))

/// The keys that the client answers itself; every other key is libedit's.
typedef enum TIAN_CLOSED TIAN_NAME("EditCommand") tian_edit_command : uint32_t {
  TIAN_EDIT_ENTER TIAN_NAME("enter"),
  TIAN_EDIT_NEWLINE TIAN_NAME("newline"),
  TIAN_EDIT_PASTE TIAN_NAME("paste"),
  TIAN_EDIT_COMPLETE TIAN_NAME("complete"),
  TIAN_EDIT_SEARCH TIAN_NAME("search"),
  TIAN_EDIT_CLEAR_SCREEN TIAN_NAME("clearScreen"),
  TIAN_EDIT_LEFT TIAN_NAME("left"),
  TIAN_EDIT_RIGHT TIAN_NAME("right"),
  TIAN_EDIT_UP TIAN_NAME("up"),
  TIAN_EDIT_DOWN TIAN_NAME("down"),
  TIAN_EDIT_HOME TIAN_NAME("home"),
  TIAN_EDIT_END TIAN_NAME("end"),
  TIAN_EDIT_ERASE_BEFORE TIAN_NAME("eraseBefore"),
  TIAN_EDIT_ERASE_AFTER TIAN_NAME("eraseAfter"),
  TIAN_EDIT_WORD_LEFT TIAN_NAME("wordLeft"),
  TIAN_EDIT_WORD_RIGHT TIAN_NAME("wordRight"),
  TIAN_EDIT_KILL_WORD_LEFT TIAN_NAME("killWordLeft"),
  TIAN_EDIT_KILL_WORD_RIGHT TIAN_NAME("killWordRight"),
  TIAN_EDIT_KILL_LINE_START TIAN_NAME("killLineStart"),
  TIAN_EDIT_KILL_LINE_END TIAN_NAME("killLineEnd"),
  TIAN_EDIT_YANK TIAN_NAME("yank"),
  TIAN_EDIT_UNDO TIAN_NAME("undo"),
  TIAN_EDIT_REDO TIAN_NAME("redo"),
  TIAN_EDIT_EDIT_ELSEWHERE TIAN_NAME("editElsewhere"),
} tian_edit_command;

/// What is to happen after a command.
typedef enum TIAN_CLOSED TIAN_NAME("EditOutcome") tian_edit_outcome : uint32_t {
  TIAN_EDIT_DONE TIAN_NAME("done"),
  TIAN_EDIT_END_OF_INPUT TIAN_NAME("endOfInput"),
} tian_edit_outcome;

typedef struct {
  void *context;
  /// Waits for a character: 1 when there is one, 0 at the end of the input, -1 when the line is given up.
  int (*read_character)(void *context, uint32_t *scalar);
  tian_edit_outcome (*run)(void *context, tian_edit_command command);
} tian_edit_client;

typedef struct {
  const uint32_t *scalars;
  size_t count;
  size_t cursor;
} tian_edit_text;

/// Makes the characters of the process UTF-8 if they are not; false when the system has no such locale.
bool tian_edit_use_utf8(void);

/// Opens an editor on two descriptors of a terminal, which stay the caller's; null when there is no memory.
tian_edit *tian_edit_open(int input, int output, tian_edit_client client);
void tian_edit_close(tian_edit *editor);

/// Has keys, written as libedit writes them, call a command.
void tian_edit_bind(tian_edit *editor, const uint32_t *keys, tian_edit_command command);
/// Has keys call one of libedit's own functions, by a name that libedit knows.
void tian_edit_bind_own(tian_edit *editor, const uint32_t *keys, const char *name);
/// Has keys be read as if a text had been typed, written as libedit writes it.
void tian_edit_bind_text(tian_edit *editor, const uint32_t *keys, const uint32_t *text);

/// Edits one line. True when it was entered; the text is then what `tian_edit_current` gives.
bool tian_edit_read(tian_edit *editor);
/// Ends the line being edited, as if it had been entered; called while a command runs.
void tian_edit_accept(tian_edit *editor);

/// The line as it stands; valid until the next call.
tian_edit_text tian_edit_current(tian_edit *editor);
void tian_edit_move(tian_edit *editor, size_t position);
/// Replaces a range of the line by a text ended by 0; the cursor then stands behind it.
bool tian_edit_replace(tian_edit *editor, size_t from, size_t to, const uint32_t *text);

/// Sets the terminal's modes for editing again, after the process was stopped and continued.
void tian_edit_rearm(tian_edit *editor);
/// Writes bytes to the terminal; shown at the next flush.
void tian_edit_write(tian_edit *editor, const char *bytes, size_t count);
void tian_edit_flush(tian_edit *editor);
