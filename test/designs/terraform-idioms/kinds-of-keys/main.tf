variable "spec" { default = "SYMMETRIC_DEFAULT" }

variable "keys" {
  type = map(object({ spec = optional(string, "SYMMETRIC_DEFAULT"), usage = optional(string, "ENCRYPT_DECRYPT"), users = optional(list(string), []) }))
  default = { a = {}, sign = { spec = "ECC_NIST_P256", usage = "SIGN_VERIFY" }, mac = { spec = "HMAC_256", usage = "GENERATE_VERIFY_MAC" } }
}

data "aws_caller_identity" "me" {}

resource "aws_kms_key" "k" {
  for_each                 = var.keys
  customer_master_key_spec = each.value.spec
  key_usage                = each.value.usage
  enable_key_rotation      = each.value.spec == "SYMMETRIC_DEFAULT" ? true : null
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }, Action = "kms:*", Resource = "*" }],
      length(each.value.users) > 0 ? [{ Effect = "Allow", Principal = { AWS = each.value.users }, Action = ["kms:Decrypt"], Resource = "*" }] : [],
      [for s in ["logs", "sns"] : { Effect = "Allow", Principal = { Service = "${s}.amazonaws.com" }, Action = ["kms:Decrypt", "kms:GenerateDataKey*"], Resource = "*" }],
    )
  })
}

resource "aws_kms_key" "import" {
  description         = "x"
  enable_key_rotation = var.spec == "SYMMETRIC_DEFAULT"
}

resource "aws_kms_replica_key" "r" {
  primary_key_arn = aws_kms_key.k["a"].arn
}

resource "aws_kms_external_key" "e" {}
