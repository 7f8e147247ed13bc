import TianPlan
import TianSource
import TianSyntax

package enum FunctionNames {
  /// For a formatter that translates functions and their arguments, too.
  package static let ofFormatter = Formatter.Names(
    function: { translated($0, to: $1) }, argument: { translated($1, of: $0, to: $2) })

  /// Every function with how it is called.
  package static var all: [(names: Bilingual, signature: Bilingual)] {
    FunctionTable.all.map { ($0.names, Bilingual($0.signature(.english), $0.signature(.chinese))) }
  }

  /// `合计` is `sum`; a name of no function stays as it is.
  package static func english(_ name: String) -> String { FunctionTable.named(name)?.names.en ?? name }

  /// A function's name in a language; a name of no function stays as it is.
  package static func translated(_ name: String, to language: Language) -> String {
    FunctionTable.named(name)?.names[language] ?? name
  }

  /// What an argument is called in a language; one of no function stays as it is.
  package static func translated(_ label: String, of function: String, to language: Language) -> String {
    let parameters = FunctionTable.named(function)?.parameters ?? []
    return parameters.first { $0.names.en == label || $0.names.zh == label }?.names[language] ?? label
  }
}
