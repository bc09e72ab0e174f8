locals {
  buckets = {
    logs = { versioned = true, expire = 90 }
    data = { versioned = true, expire = null }
    temp = { versioned = false, expire = 7 }
  }
}

resource "aws_s3_bucket" "b" {
  for_each = local.buckets
  bucket   = "acme-${each.key}"
}

resource "aws_s3_bucket_versioning" "b" {
  for_each = { for name, bucket in aws_s3_bucket.b : name => bucket if local.buckets[name].versioned }
  bucket   = each.value.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_public_access_block" "b" {
  for_each                = aws_s3_bucket.b
  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "b" {
  for_each = { for k, v in local.buckets : k => v if v.expire != null }
  bucket   = aws_s3_bucket.b[each.key].bucket
  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    expiration { days = each.value.expire }
  }
}

data "aws_iam_policy_document" "tls" {
  for_each = aws_s3_bucket.b
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [each.value.arn, "${each.value.arn}/*"]
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

resource "aws_s3_bucket_policy" "tls" {
  for_each = aws_s3_bucket.b
  bucket   = each.value.id
  policy   = data.aws_iam_policy_document.tls[each.key].json
}
