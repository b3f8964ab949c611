"""Who is entitled to welfare and does not receive it."""
