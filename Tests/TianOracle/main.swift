import Foundation

/// `TianOracle --count 20000 --seed 1 --threads 1 --jobs 2 --plain`: exit code 1 where engines disagree.
/// `--world SEED` writes the tables of a seed, for DuckDB to make.
OracleCommand.run(Array(CommandLine.arguments.dropFirst()))
