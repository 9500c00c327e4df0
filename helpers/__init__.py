"""Press Check: is it readable, who says so, do its numbers hold?"""
