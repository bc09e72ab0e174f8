variable "names" {
  type    = list(string)
  default = ["$${literal}"] # not evaluated
}
locals {
  a = "x-${var.names[0]}"
}
locals {
  b = { "$${c}" = 1, (var.d) = null, e = [true, upper("f")] }
}
resource "aws_s3_bucket" "a" {
  provider   = aws.west
  depends_on = [aws_kms_key.k]
  bucket     = "a\"%{ if var.g }h\t%{ else }i%{ endif }%{ for k in var.names }${k}%{ endfor }"
  lifecycle {
    ignore_changes = [tags]
  }
  dynamic "cors_rule" {
    for_each = var.names
    iterator = it
    content {
      max_age_seconds = it.key
    }
  }
  logging { target_bucket = "j" }
  logging { target_bucket = "k" }
  policy = <<-POLICY
    { "Resource": "${local.a}/$${aws:username}" }
  POLICY
}
resource "aws_s3_bucket" "b" { bucket = lower(<<L
B
L
) }
provider "aws" { region = "l" }
provider "aws" {
  alias = "west"
}
