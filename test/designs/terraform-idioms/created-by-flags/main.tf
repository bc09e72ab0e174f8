variable "create" { default = true }
variable "environment" { type = string }

variable "versioning" {
  type    = map(any)
  default = {}
}

variable "lifecycle_rule" { default = [] }

locals {
  is_prod = var.environment == "prod"
  tags    = merge({ Env = var.environment }, local.is_prod ? { Critical = "yes" } : {})
}

resource "aws_s3_bucket" "this" {
  count         = var.create ? 1 : 0
  bucket        = join("-", compact(["acme", var.environment, "data"]))
  force_destroy = local.is_prod ? false : true
  tags          = local.tags
  lifecycle { ignore_changes = [tags] }
}

resource "aws_s3_bucket_versioning" "this" {
  count  = var.create ? 1 : 0
  bucket = one(aws_s3_bucket.this[*].id)
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  count                   = var.create ? 1 : 0
  bucket                  = concat(aws_s3_bucket.this[*].id, [""])[0]
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "this" {
  count  = var.create ? 1 : 0
  bucket = element(aws_s3_bucket.this[*].id, 0)
  policy = data.aws_iam_policy_document.this[count.index].json
}

data "aws_iam_policy_document" "this" {
  count = var.create ? 1 : 0
  statement {
    sid       = "DenyPlain"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [join("", aws_s3_bucket.this.*.arn), "${join("", aws_s3_bucket.this.*.arn)}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = [false]
    }
  }
  dynamic "statement" {
    for_each = local.is_prod ? [1] : []
    content {
      effect    = "Allow"
      actions   = ["s3:GetObject"]
      resources = ["${aws_s3_bucket.this[0].arn}/public/*"]
      principals {
        type        = "AWS"
        identifiers = ["arn:aws:iam::111122223333:root"]
      }
    }
  }
}
