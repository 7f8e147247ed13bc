#pragma once

/// A descriptor of a file for reading, close-on-exec, where the file lies beneath a folder, its links followed;
/// else -1 with `errno`: EXDEV for what lies elsewhere. A link that is put in the way meanwhile leads nowhere.
int tian_open_beneath(const char *folder, const char *path);
