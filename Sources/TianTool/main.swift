// TianTool: the program `tian`. It reads arguments, runs scripts and the prompt, and is the only part that
// writes to a terminal; what queries mean is none of its business.
import Glibc

exit(Tool.run(Array(CommandLine.arguments.dropFirst())).rawValue)
