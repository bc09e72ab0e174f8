# SYNTAX TEST "source.terraform" "what a reader of Terraform looks for"

# A comment
# <- comment.line.number-sign.terraform punctuation.definition.comment.terraform
// another
# <- comment.line.double-slash.terraform punctuation.definition.comment.terraform
/* on two
   lines */
#  ^^^^^ comment.block.terraform

resource "aws_s3_bucket" "invoices" {
# <-------- storage.type.block.terraform
#        ^^^^^^^^^^^^^^^ string.quoted.double.label.terraform
#                        ^^^^^^^^^^ string.quoted.double.label.terraform
#                                   ^ punctuation.section.block.begin.terraform
  count  = var.stage == "prod" ? 1 : 0 # only there
# ^^^^^ variable.other.property.terraform
#        ^ keyword.operator.assignment.terraform
#          ^^^ variable.language.terraform
#             ^ punctuation.accessor.terraform
#              ^^^^^ variable.other.member.terraform
#                    ^^ keyword.operator.comparison.terraform
#                       ^^^^^^ string.quoted.double.terraform
#                              ^ keyword.operator.conditional.terraform
#                                ^ constant.numeric.terraform
#                                      ^^^^^^^^^^^^ comment.line.number-sign.terraform
  bucket = "acme-${lower(var.names["a"])}-$${no}\n"
#          ^^^^^^ string.quoted.double.terraform
#                ^^ punctuation.section.interpolation.begin.terraform
#                  ^^^^^ meta.interpolation.terraform entity.name.function.terraform
#                                  ^^^ meta.interpolation.terraform string.quoted.double.terraform
#                                       ^ punctuation.section.interpolation.end.terraform
#                                         ^^^ constant.character.escape.terraform
#                                            ^^^ - meta.interpolation
#                                               ^^ constant.character.escape.terraform

  versioning {
# ^^^^^^^^^^ entity.name.type.block.terraform
    enabled = true
#             ^^^^ constant.language.terraform
  }
# ^ punctuation.section.block.end.terraform
  dynamic "cors_rule" {
# ^^^^^^^ keyword.control.dynamic.terraform
#         ^^^^^^^^^^^ string.quoted.double.label.terraform
    for_each = { for name, one in local.rules : name => one if one.on }
#              ^ punctuation.section.braces.begin.terraform
#                ^^^ keyword.control.terraform
#                              ^^ keyword.control.terraform
#                                                    ^^ keyword.operator.arrow.terraform
#                                                           ^^ keyword.control.terraform
#                                                                     ^ punctuation.section.braces.end.terraform
    content {
      tags = merge({ "${each.key}" = { a = 1 } }, aws_kms_key.k[*].tags...)
#                       ^^^^ meta.interpolation.terraform variable.language.terraform
#                               ^ punctuation.section.interpolation.end.terraform
#                                      ^ variable.other.property.terraform
#                                                 ^^^^^^^^^^^ variable.other.readwrite.terraform
#                                                                      ^^^ keyword.operator.spread.terraform
    }
  }
  policy = <<-POLICY
#          ^^^ keyword.operator.heredoc.terraform
#             ^^^^^^ keyword.control.heredoc.terraform
    { "Resource": "${aws_s3_bucket.invoices.arn}/*" }
#     ^^^^^^^^^^ string.unquoted.heredoc.terraform
#                    ^^^^^^^^^^^^^ meta.interpolation.terraform variable.other.readwrite.terraform
#                                               ^^^ string.unquoted.heredoc.terraform - meta.interpolation
    %{ if var.open ~} # %{ endif }
#   ^^ punctuation.section.interpolation.begin.terraform
#      ^^ keyword.control.terraform
#                  ^^ punctuation.section.interpolation.end.terraform
#                     ^ - comment
#                          ^^^^^ keyword.control.terraform
  POLICY
# ^^^^^^ keyword.control.heredoc.terraform
}

variable "names" {
  type = map(object({ name = string, size = optional(number, 2.5) }))
#        ^^^ entity.name.function.terraform
#                            ^^^^^^ support.type.terraform
#                                                            ^^^ constant.numeric.terraform
}

locals { on = !var.off && -1 < 2 }
# <------ storage.type.block.terraform
#        ^^ variable.other.property.terraform
#             ^ keyword.operator.logical.terraform
#                      ^^ keyword.operator.logical.terraform
#                         ^ keyword.operator.arithmetic.terraform
#                                ^ punctuation.section.block.end.terraform
