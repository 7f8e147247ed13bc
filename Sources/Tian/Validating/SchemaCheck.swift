import TianEngine
import TianSource

/// Checks that what a schema says can be meant.
enum SchemaCheck {
  static func findings(of schema: TableDescription) -> [Finding] {
    var findings: [Finding] = []
    let names = schema.fields.map(\.name)
    for name in schema.primaryKey + schema.uniqueKeys.joined() + schema.foreignKeys.flatMap(\.columns)
    where !names.contains(name) {
      findings.append(
        Finding(.schemaError, field: name, Bilingual("a key's field is not declared", "键的字段没有声明")))
    }
    for field in schema.fields {
      findings += self.findings(of: field)
    }
    return findings
  }

  private static func findings(of field: FieldDescription) -> [Finding] {
    let constraints = field.constraints
    var findings: [Finding] = []
    if let pattern = constraints.pattern, WholePattern(pattern) == nil {
      findings.append(
        Finding(
          .schemaError, field: field.name, value: pattern,
          Bilingual("the pattern cannot be read", "无法识别这个模式")))
    }
    if constraints.hasJSONSchema {
      findings.append(
        Finding(
          .schemaError, field: field.name, value: "jsonSchema",
          Bilingual("the cells are not held to the constraint", "没有按这项约束检查单元格")))
    }
    let bounds = [
      constraints.minimum, constraints.maximum, constraints.exclusiveMinimum, constraints.exclusiveMaximum,
    ].compactMap(\.self)
    for text in bounds + constraints.choices where CellCheck.constant(text, field) == nil {
      let type = field.type?.rawValue ?? "any"
      findings.append(
        Finding(
          .schemaError, field: field.name, value: text,
          Bilingual("a constraint is of no `\(type)`", "约束的值不是 `\(type)`")))
    }
    return findings
  }
}
