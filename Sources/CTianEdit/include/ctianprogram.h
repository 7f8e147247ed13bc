// Another program on the same terminal. In C because Swift sees the environment as a variable that any thread
// may change.
#pragma once

/// Runs a command of the shell, with one more argument that nothing of is obeyed, and waits for its end. Its
/// exit code; -1 when it could not be run or was ended by a signal.
int tian_run_program(const char *command, const char *argument);
