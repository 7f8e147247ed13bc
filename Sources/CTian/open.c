#include "tian_open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// A pipe that nobody writes to yet is opened at once.
enum { read_flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

// What is left of a real path below a real folder; NULL where it lies elsewhere.
static const char *below(const char *path, const char *folder) {
  size_t length = strlen(folder);
  if (length > 0 && folder[length - 1] == '/') length--;
  if (strncmp(path, folder, length) != 0 || path[length] != '/') return NULL;
  return path + length + 1;
}

int tian_open_beneath(const char *folder, const char *path) {
  char real_folder[PATH_MAX], real_path[PATH_MAX];
  if (!realpath(folder, real_folder) || !realpath(path, real_path)) return -1;
  const char *rest = below(real_path, real_folder);
  if (!rest) {
    errno = EXDEV;
    return -1;
  }
  int root = open(real_folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) return -1;
  // The path has no links now; where it has some by the time of opening, they lead nowhere.
  struct open_how how = {
    .flags = read_flags, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
  };
  int file = (int)syscall(SYS_openat2, root, rest, &how, sizeof how);
  // A kernel before 5.6, or a sandbox that does not know the call.
  if (file < 0 && (errno == ENOSYS || errno == EPERM)) {
    file = openat(root, rest, read_flags | O_NOFOLLOW);
  }
  int cause = errno;
  close(root);
  errno = cause;
  return file;
}
