module "this" {
  source  = "./label"
  enabled = var.enabled
  name    = "store"
}

variable "enabled" {
  type    = bool
  default = null
}

variable "acl" { default = "private" }

locals {
  enabled     = module.this.enabled
  bucket_name = var.bucket_name != null && var.bucket_name != "" ? var.bucket_name : module.this.id
  versioning  = local.enabled && var.versioning_enabled
}

variable "bucket_name" { default = null }
variable "versioning_enabled" { default = true }
variable "allow_ssl_requests_only" { default = true }

resource "aws_s3_bucket" "default" {
  count  = local.enabled ? 1 : 0
  bucket = local.bucket_name
  tags   = module.this.tags
}

resource "aws_s3_bucket_versioning" "default" {
  count  = local.enabled ? 1 : 0
  bucket = join("", aws_s3_bucket.default[*].id)
  versioning_configuration {
    status = local.versioning ? "Enabled" : "Suspended"
  }
}

module "policy" {
  source  = "./policy"
  enabled = local.enabled && var.allow_ssl_requests_only
  arn     = one(aws_s3_bucket.default[*].arn)
}

resource "aws_s3_bucket_policy" "default" {
  count      = local.enabled && var.allow_ssl_requests_only ? 1 : 0
  bucket     = join("", aws_s3_bucket.default[*].id)
  policy     = module.policy.json
  depends_on = [aws_s3_bucket_public_access_block.default]
}

resource "aws_s3_bucket_public_access_block" "default" {
  count                   = module.this.enabled ? 1 : 0
  bucket                  = join("", aws_s3_bucket.default[*].id)
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
