print("tian")
