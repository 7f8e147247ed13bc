extension DiagnosticCode {
  static let dataCodes: [DiagnosticCode] = []
}
