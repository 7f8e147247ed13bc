import TianCheck
import TianEngine
import TianPlan
import TianSource
import TianSyntax

extension Session {
  /// What there is to say of a script, and the texts that the places are in: its own, or a library's.
  package struct Findings {
    package var diagnostics: [Diagnostic]
    package var source: SourceText
  }

  /// Checks every statement and runs none. Files are read for their columns alone. The session has the
  /// script's definitions afterwards, and a last result without rows.
  package func check(_ script: Script) -> [Findings] { LargeStack.run { checkHere(script) } }

  private func checkHere(_ script: Script) -> [Findings] {
    var findings: [Findings] = []
    for statement in script.statements {
      let catalog = makeCatalog(workspace.execution(units: environment.units))
      var checker = Checker(
        source: script.source, folder: script.folder, catalog: catalog, environment: environment)
      let checked = checker.check(statement)
      environment = checker.environment
      if case .query(let plan) = checked {
        var previous = TableSchema(name: "_", fields: plan.fields, keys: checker.resultKeys)
        previous.codes = checker.resultCodes
        environment.previous = previous
      }
      // A table that cannot be read is the cause of whatever else is said.
      if !catalog.failures.isEmpty {
        findings.append(Findings(diagnostics: catalog.failures, source: script.source))
      } else if !checker.diagnostics.isEmpty {
        findings.append(Findings(diagnostics: checker.diagnostics, source: checker.diagnosedSource))
      }
      // Without the definitions of a library there is little to say of what follows.
      if case .use = statement, checked == .failed { break }
    }
    return findings
  }
}
