data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

variable "key_admins" {
  type    = list(string)
  default = []
}

variable "enable_default_policy" { default = true }
variable "policy" { default = null }
variable "key_spec" { default = null }
variable "enable_key_rotation" { default = true }

resource "aws_kms_key" "this" {
  count                    = 1
  customer_master_key_spec = var.key_spec
  enable_key_rotation      = var.enable_key_rotation
  policy                   = coalesce(var.policy, data.aws_iam_policy_document.this[0].json)
  deletion_window_in_days  = 7
}

data "aws_iam_policy_document" "this" {
  count                     = 1
  source_policy_documents   = []
  override_policy_documents = []
  dynamic "statement" {
    for_each = var.enable_default_policy ? [1] : []
    content {
      sid       = "Default"
      actions   = ["kms:*"]
      resources = ["*"]
      principals {
        type        = "AWS"
        identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
      }
    }
  }
  dynamic "statement" {
    for_each = length(var.key_admins) > 0 ? [1] : []
    content {
      sid       = "Admins"
      actions   = ["kms:Put*"]
      resources = ["*"]
      principals {
        type        = "AWS"
        identifiers = var.key_admins
      }
    }
  }
}

resource "aws_kms_key" "asym" {
  customer_master_key_spec = "RSA_4096"
  key_usage                = "SIGN_VERIFY"
}

resource "aws_kms_key" "heredoc" {
  enable_key_rotation = true
  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [
        %{ for i, a in ["111122223333", "444455556666"] ~}
        { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::${a}:root" }, "Action": "kms:*", "Resource": "*" }%{ if i < 1 },%{ endif }
        %{ endfor ~}
      ]
    }
  POLICY
}
