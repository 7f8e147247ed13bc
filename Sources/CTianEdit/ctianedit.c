#include "ctianedit.h"

#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "libedit's characters are UTF-32");

struct tian_edit {
  EditLine *line;
  FILE *input;
  FILE *output;
  FILE *unseen;
  tian_edit_client client;
};

// A C1 control, which no keyboard sends: pushed back as input, it reaches libedit's own function for the end
// of a line, which has no other door.
#define KEY_ACCEPT L"\x80"

bool tian_edit_use_utf8(void) {
  // In another character set libedit drops what it cannot encode, Chinese under LC_ALL=C for example.
  setlocale(LC_CTYPE, "");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0 || setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

static tian_edit *client_of(EditLine *line) {
  void *data = NULL;
  el_wget(line, EL_CLIENTDATA, &data);
  return data;
}

static int read_character(EditLine *line, wchar_t *character) {
  tian_edit *editor = client_of(line);
  uint32_t scalar = 0;
  int outcome = editor->client.read_character(editor->client.context, &scalar);
  *character = (wchar_t)scalar;
  return outcome;
}

static unsigned char run(EditLine *line, tian_edit_command command) {
  tian_edit *editor = client_of(line);
  switch (editor->client.run(editor->client.context, command)) {
    case TIAN_EDIT_DONE: return CC_NORM;
    case TIAN_EDIT_END_OF_INPUT: return CC_EOF;
  }
  return CC_NORM;
}

// Each function, and the keys that call it. libedit keeps the pointers to the names, and a name in EL_BIND
// that it does not know corrupts its heap: so both come from these literals and nowhere else.
#define COMMANDS(X)                                                                              \
  X(ENTER, L"tian-enter", L"\n", L"\r")                                                          \
  X(NEWLINE, L"tian-newline", L"\033\n", L"\033\r")                                              \
  X(PASTE, L"tian-paste", L"\033[200~")                                                          \
  X(COMPLETE, L"tian-complete", L"\t")                                                           \
  X(SEARCH, L"tian-search", L"\x12")                                                             \
  X(CLEAR_SCREEN, L"tian-clear-screen", L"\x0c")                                                 \
  X(LEFT, L"tian-left", L"\x02", L"\033[D", L"\033OD")                                           \
  X(RIGHT, L"tian-right", L"\x06", L"\033[C", L"\033OC")                                         \
  X(UP, L"tian-up", L"\x10", L"\033[A", L"\033OA")                                               \
  X(DOWN, L"tian-down", L"\x0e", L"\033[B", L"\033OB")                                           \
  X(HOME, L"tian-home", L"\x01", L"\033[H", L"\033OH", L"\033[1~", L"\033[7~")                   \
  X(END, L"tian-end", L"\x05", L"\033[F", L"\033OF", L"\033[4~", L"\033[8~")                     \
  X(ERASE_BEFORE, L"tian-erase-before", L"\x7f", L"\x08")                                        \
  X(ERASE_AFTER, L"tian-erase-after", L"\x04", L"\033[3~")                                       \
  X(WORD_LEFT, L"tian-word-left", L"\033b", L"\033B", L"\033[1;5D", L"\033[1;3D")               \
  X(WORD_RIGHT, L"tian-word-right", L"\033f", L"\033F", L"\033[1;5C", L"\033[1;3C")             \
  X(KILL_WORD_LEFT, L"tian-kill-word-left", L"\x17", L"\033\x7f", L"\033\x08")                 \
  X(KILL_WORD_RIGHT, L"tian-kill-word-right", L"\033d", L"\033D")                               \
  X(KILL_LINE_START, L"tian-kill-line-start", L"\x15")                                          \
  X(KILL_LINE_END, L"tian-kill-line-end", L"\x0b")                                              \
  X(YANK, L"tian-yank", L"\x19")                                                                \
  X(UNDO, L"tian-undo", L"\x1f", L"\x18\x15", L"\x18u")                                        \
  X(REDO, L"tian-redo", L"\033_")                                                               \
  X(EDIT_ELSEWHERE, L"tian-edit-elsewhere", L"\x18\x05")

#define DEFINE(command, name, ...)                               \
  static unsigned char run_##command(EditLine *line, wint_t key) { \
    (void)key;                                                   \
    return run(line, TIAN_EDIT_##command);                       \
  }
COMMANDS(DEFINE)

static void bind_keys(EditLine *line) {
#define BIND(command, name, ...)                                           \
  {                                                                        \
    static const wchar_t *const keys[] = {__VA_ARGS__};                    \
    el_wset(line, EL_ADDFN, name, name, run_##command);                    \
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)              \
      el_wset(line, EL_BIND, keys[i], name, NULL);                         \
  }
  COMMANDS(BIND)
  el_wset(line, EL_BIND, KEY_ACCEPT, L"ed-newline", NULL);
  // libedit's own command line could bind names that it does not know.
  el_wset(line, EL_BIND, L"\033x", L"ed-unassigned", NULL);
  el_wset(line, EL_BIND, L"\033X", L"ed-unassigned", NULL);
}

void tian_edit_bind(tian_edit *editor, const uint32_t *keys, tian_edit_command command) {
  static const wchar_t *const names[] = {
#define NAME(command, name, ...) [TIAN_EDIT_##command] = name,
      COMMANDS(NAME)};
  el_wset(editor->line, EL_BIND, (const wchar_t *)keys, names[command], NULL);
}

void tian_edit_bind_own(tian_edit *editor, const uint32_t *keys, const char *name) {
  wchar_t wide[64];
  size_t count = strlen(name);
  if (count >= sizeof wide / sizeof wide[0]) return;
  for (size_t i = 0; i <= count; i++) wide[i] = (wchar_t)name[i];
  el_wset(editor->line, EL_BIND, (const wchar_t *)keys, wide, NULL);
}

void tian_edit_bind_text(tian_edit *editor, const uint32_t *keys, const uint32_t *text) {
  el_wset(editor->line, EL_BIND, L"-s", (const wchar_t *)keys, (const wchar_t *)text, NULL);
}

static FILE *open_copy(int descriptor, const char *mode) {
  int copy = dup(descriptor);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (!file) close(copy);
  return file;
}

tian_edit *tian_edit_open(int input, int output, tian_edit_client client) {
  tian_edit *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->client = client;
  editor->input = open_copy(input, "r");
  editor->output = open_copy(output, "w");
  // What libedit draws is seen by nobody: it draws differences, and loses track of wide characters where
  // lines wrap.
  editor->unseen = fopen("/dev/null", "we");
  if (editor->input && editor->output && editor->unseen) {
    // One write a drawing: a terminal never shows half of it.
    setvbuf(editor->output, NULL, _IOFBF, 1 << 16);
    int terminal = fileno(editor->output);
    editor->line = el_init_fd(
        "tian", editor->input, editor->unseen, editor->unseen, fileno(editor->input), terminal, terminal);
  }
  if (!editor->line) {
    tian_edit_close(editor);
    return NULL;
  }
  el_wset(editor->line, EL_CLIENTDATA, editor);
  el_wset(editor->line, EL_EDITOR, L"emacs");
  // With EL_SIGNAL libedit resends what it catches to the whole process group.
  el_wset(editor->line, EL_SIGNAL, 0);
  el_wset(editor->line, EL_GETCFN, read_character);
  bind_keys(editor->line);
  return editor;
}

void tian_edit_close(tian_edit *editor) {
  if (editor->line) el_end(editor->line);
  if (editor->input) fclose(editor->input);
  if (editor->output) fclose(editor->output);
  if (editor->unseen) fclose(editor->unseen);
  free(editor);
}

bool tian_edit_read(tian_edit *editor) {
  int count = 0;
  return el_wgets(editor->line, &count) != NULL;
}

void tian_edit_accept(tian_edit *editor) { el_wpush(editor->line, KEY_ACCEPT); }

tian_edit_text tian_edit_current(tian_edit *editor) {
  const LineInfoW *info = el_wline(editor->line);
  return (tian_edit_text){
      .scalars = (const uint32_t *)info->buffer,
      .count = (size_t)(info->lastchar - info->buffer),
      .cursor = (size_t)(info->cursor - info->buffer),
  };
}

void tian_edit_move(tian_edit *editor, size_t position) {
  el_cursor(editor->line, (int)position - (int)tian_edit_current(editor).cursor);
}

bool tian_edit_replace(tian_edit *editor, size_t from, size_t to, const uint32_t *text) {
  tian_edit_move(editor, to);
  el_deletestr(editor->line, (int)(to - from));
  return *text == 0 || el_winsertstr(editor->line, (const wchar_t *)text) == 0;
}

void tian_edit_rearm(tian_edit *editor) {
  el_wset(editor->line, EL_PREP_TERM, 0);
  el_wset(editor->line, EL_PREP_TERM, 1);
}

void tian_edit_write(tian_edit *editor, const char *bytes, size_t count) {
  fwrite(bytes, 1, count, editor->output);
}

void tian_edit_flush(tian_edit *editor) { fflush(editor->output); }
