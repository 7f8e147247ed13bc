import TianSource

/// What is known of a function that can be called by name: checker, help, completion and the printed
/// reference all read it here.
package struct FunctionDefinition: Sendable {
  package enum Identity: Hashable, Sendable {
    case scalar(ScalarFunction)
    case aggregate(AggregateFunction)
    case window(WindowName)
    case form(SpecialForm)
  }

  /// Whether it reads more rows than the one that it stands in: an aggregate, or a window's function.
  package var isOfManyRows: Bool {
    switch identity {
    case .aggregate, .window: true
    case .scalar, .form: false
    }
  }

  package enum Presence: Sendable {
    case required
    case optional
    /// Any number more, as the last.
    case repeated
  }

  package struct Parameter: Sendable {
    package var names: Bilingual
    package var type: Bilingual
    package var presence: Presence
  }

  /// A query of one row and one column, and its cell as CSV shows it. It reads no table but
  /// `FunctionTable.sample`.
  package struct Example: Hashable, Sendable {
    package var query: String
    package var result: String

    init(_ query: String, _ result: String) {
      self.query = query
      self.result = result
    }
  }

  package let identity: Identity
  package let names: Bilingual
  package let parameters: [Parameter]
  package let result: Bilingual
  package let help: Bilingual
  package let examples: [Example]

  init(
    _ identity: Identity, _ chinese: String, _ parameters: [Parameter], _ result: Bilingual,
    _ help: Bilingual,
    _ examples: [Example]
  ) {
    self.identity = identity
    self.names = Bilingual(identity.name, chinese)
    self.parameters = parameters
    self.result = result
    self.help = help
    self.examples = examples
  }

  /// How few and how many arguments it takes; nil where any number more may follow.
  package var argumentCounts: (least: Int, most: Int?) {
    let least = parameters.count { if case .required = $0.presence { true } else { false } }
    let repeats = parameters.contains { if case .repeated = $0.presence { true } else { false } }
    return (least, repeats ? nil : parameters.count)
  }

  /// `round(x: number, [digits: whole number]) → number`.
  package func signature(_ language: Language) -> String {
    let list = parameters.map { parameter in
      let text = "\(parameter.names[language]): \(parameter.type[language])"
      return switch parameter.presence {
      case .required: text
      case .optional: "[\(text)]"
      case .repeated: "\(text)…"
      }
    }
    return "\(names[language])(\(list.joined(separator: ", "))) → \(result[language])"
  }
}

/// What is written as a call and is none: its arguments are not values worked out beforehand.
package enum SpecialForm: String, Hashable, Sendable, CaseIterable {
  case `if`
  case certain, possible
  /// Written with other functions: a value between two bounds.
  case clamp
}

extension FunctionDefinition.Identity {
  package var name: String {
    switch self {
    case .scalar(let function): function.rawValue
    case .aggregate(let function): function.rawValue
    case .window(let function): function.rawValue
    case .form(let form): form.rawValue
    }
  }
}

/// Types as signatures write them.
extension Bilingual {
  static let number = Bilingual("number", "数")
  static let plainNumber = Bilingual("plain number", "无单位的数")
  static let wholeNumber = Bilingual("whole number", "整数")
  static let figure = Bilingual("figure", "带约数的数")
  static let text = Bilingual("text", "文本")
  static let date = Bilingual("date", "日期")
  static let timestamp = Bilingual("timestamp", "时刻")
  static let dateOrTimestamp = Bilingual("date or timestamp", "日期或时刻")
  /// A date, a timestamp or a period.
  static let point = Bilingual("date, timestamp or period", "日期、时刻或时期")
  static let lengthOfTime = Bilingual("length of time", "时长")
  static let condition = Bilingual("condition", "条件")
  static let ordered = Bilingual("number, text or date", "数、文本或日期")
  static let aggregateCall = Bilingual("aggregate", "聚合函数")
  static let sameAsAggregate = Bilingual("same as the aggregate", "同聚合函数")
  static let anything = Bilingual("any", "任意")
  static let sameAsX = Bilingual("same as x, its unit too", "同 x，单位也同")
  static let exactSameAsX = Bilingual("exact number, same unit as x", "确数，单位同 x")
  static let floatOfX = Bilingual("float, same unit as x", "浮点，单位同 x")
  static let float = Bilingual("float", "浮点")
  static let int = Bilingual("int", "整数")
  static let bool = Bilingual("bool", "真假")
}

extension FunctionDefinition.Parameter {
  static func required(_ en: String, _ zh: String, _ type: Bilingual) -> Self {
    Self(names: Bilingual(en, zh), type: type, presence: .required)
  }
  static func optional(_ en: String, _ zh: String, _ type: Bilingual) -> Self {
    Self(names: Bilingual(en, zh), type: type, presence: .optional)
  }
  static func repeated(_ en: String, _ zh: String, _ type: Bilingual) -> Self {
    Self(names: Bilingual(en, zh), type: type, presence: .repeated)
  }
  static func x(_ type: Bilingual) -> Self { required("x", "值", type) }
  static let textValue = required("text", "文本", .text)
  static let pointValue = required("date", "日期", .point)
  static let momentValue = required("timestamp", "时刻", .timestamp)
}
