extension DiagnosticCode {
  static let syntaxCodes: [DiagnosticCode] = []
}
