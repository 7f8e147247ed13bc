extension DiagnosticCode {
  static let workspaceCodes: [DiagnosticCode] = []
}
