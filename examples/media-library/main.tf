# A library of recordings: originals are kept for ever, and a catalogue says what there is.

locals {
  name = "media-${var.environment}"
  tags = {
    Project     = "media-library"
    Environment = var.environment
  }
}

data "aws_caller_identity" "current" {}

module "originals" {
  source = "./modules/storage"

  name                  = "${local.name}-originals"
  deny_insecure_traffic = true
  versioning            = { enabled = true }

  lifecycle_rules = [
    {
      id = "archive"
      transitions = [
        { days = 60, storage_class = "STANDARD_IA" },
        { days = 75, storage_class = "GLACIER" },
      ]
    },
  ]

  tags = local.tags
}

module "previews" {
  source = "./modules/storage"

  name                  = "${local.name}-previews"
  deny_insecure_traffic = true
  block_public_acls     = false
  versioning            = { enabled = true }

  tags = local.tags
}

module "catalogue" {
  source = "./modules/catalogue"

  name                = local.name
  key_arn             = aws_kms_key.library.arn
  publicly_accessible = true

  tags = local.tags
}

resource "aws_kms_key" "library" {
  description         = "Encrypts the catalogue of ${local.name}"
  enable_key_rotation = var.rotate_keys

  tags = local.tags
}

resource "aws_s3_bucket" "uploads" {
  bucket = "${local.name}-uploads-${data.aws_caller_identity.current.account_id}"

  tags = local.tags
}

resource "aws_s3_bucket_policy" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "Transport",
          "Effect": "Deny",
          "Principal": "*",
          "Action": "s3:*",
          "Resource": [
            "${aws_s3_bucket.uploads.arn}",
            "${aws_s3_bucket.uploads.arn}/*"
          ],
          "Condition": { "Bool": { "aws:SecureTransport": "false" } }
        }
      ]
    }
  JSON
}

resource "aws_s3_bucket_public_access_block" "uploads" {
  bucket = aws_s3_bucket.uploads.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true # old uploads still have some
  restrict_public_buckets = true
}

resource "aws_dynamodb_table" "jobs" {
  name         = "${local.name}-jobs"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "job_id"

  dynamic "attribute" {
    for_each = { job_id = "S", started_at = "N" }

    content {
      name = attribute.key
      type = attribute.value
    }
  }

  tags = local.tags
}
