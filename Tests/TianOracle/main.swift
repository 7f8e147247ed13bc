import Foundation

/// `TianOracle --count 20000 --seed 1 --threads 1 --jobs 2 --plain`: exit code 1 where engines disagree.
OracleCommand.run(Array(CommandLine.arguments.dropFirst()))
