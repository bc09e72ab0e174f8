locals {
  policies = {
    reader = { actions = ["s3:GetObject"], principals = ["arn:aws:iam::111122223333:role/reader"] }
    writer = { actions = ["s3:PutObject"], principals = ["arn:aws:iam::111122223333:role/writer"] }
  }
  statements = [for name, p in local.policies : {
    Sid = title(name), Effect = "Allow", Action = p.actions, Principal = { AWS = p.principals },
    Resource = formatlist("%s/%s", aws_s3_bucket.b.arn, ["a/*", "b/*"])
  }]
  tls = {
    Sid = "Tls", Effect = "Deny", Action = "s3:*", Principal = "*",
    Resource = [aws_s3_bucket.b.arn, format("%s/*", aws_s3_bucket.b.arn)]
    Condition = { Bool = { "aws:SecureTransport" = false } }
  }
}

resource "aws_s3_bucket" "b" { bucket = "acme-policies" }

resource "aws_s3_bucket_versioning" "b" {
  bucket = aws_s3_bucket.b.bucket
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode(merge({ Version = "2012-10-17" }, { Statement = concat(local.statements, [local.tls]) }))
}

data "aws_iam_policy_document" "topic" {
  for_each = local.policies
  statement {
    actions   = ["sns:Publish"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "combined" {
  source_policy_documents = [for d in data.aws_iam_policy_document.topic : d.json]
}

resource "aws_sns_topic" "t" {
  name   = "t"
  policy = data.aws_iam_policy_document.combined.json
}

resource "aws_s3_bucket_notification" "n" {
  bucket = aws_s3_bucket.b.id
  topic {
    topic_arn = aws_sns_topic.t.arn
    events    = ["s3:ObjectCreated:*"]
  }
}
