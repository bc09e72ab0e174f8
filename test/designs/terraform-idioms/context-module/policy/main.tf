variable "enabled" {}
variable "arn" {}

data "aws_iam_policy_document" "tls" {
  count = var.enabled ? 1 : 0
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [var.arn, "${var.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

output "json" { value = join("", data.aws_iam_policy_document.tls[*].json) }
