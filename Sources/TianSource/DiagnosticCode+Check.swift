extension DiagnosticCode {
  static let checkCodes: [DiagnosticCode] = []
}
