#include "ctianprogram.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int tian_run_program(const char *command, const char *argument) {
  // The argument is a parameter of the shell's, and no part of what it reads.
  size_t size = strlen(command) + sizeof " \"$1\"";
  char *text = malloc(size);
  if (!text) return -1;
  snprintf(text, size, "%s \"$1\"", command);
  char *const words[] = {"/bin/sh", "-c", text, "sh", (char *)argument, NULL};
  pid_t process = 0;
  int failure = posix_spawn(&process, "/bin/sh", NULL, NULL, words, environ);
  free(text);
  if (failure != 0) return -1;
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
