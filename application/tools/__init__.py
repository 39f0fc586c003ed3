"""What people ask beside the traffic: tokens to try with, keys to hand out."""
